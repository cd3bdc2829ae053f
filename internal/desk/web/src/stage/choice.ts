// Where and how wide a person has the page shown, which their browser remembers.

const places = ["beside", "below", "off"] as const;
export type Place = (typeof places)[number];

/** The widths that the page is shown in, in pixels; 0 is that of the pane. */
export const widths = { pane: 0, phone: 390, tablet: 820, desktop: 1280 } as const;
export type Width = keyof typeof widths;

/** The words on the buttons. */
export const labels: Record<Width | Exclude<Place, "off">, string> = {
  pane: "stage.pane", phone: "stage.phone", tablet: "stage.tablet", desktop: "stage.desktop", beside: "stage.beside", below: "stage.below",
};

/** What a person chose, which their browser remembers. */
export interface Choice {
  place: Place;
  width: Width;
  share: Partial<Record<Place, number>>;
}

const key = "dragoman.stage";

/** In a narrow window the page stands below whatever was chosen, as the style has it. */
export const narrow = matchMedia("(max-width: 60rem)");

export function chosen(): Choice {
  const first: Choice = { place: innerWidth >= 900 && innerHeight >= 700 ? "below" : "off", width: "pane", share: {} };
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Choice>;
    return {
      place: places.includes(kept.place as Place) ? (kept.place as Place) : first.place,
      width: Object.hasOwn(widths, kept.width ?? "") ? (kept.width as Width) : first.width,
      share: kept.share ?? {},
    };
  } catch {
    return first;
  }
}

/** remember keeps a choice. */
export function remember(choice: Choice): void {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
  } catch {
    // A browser that remembers nothing shows the page as at first.
  }
}

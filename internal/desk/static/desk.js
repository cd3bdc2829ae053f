// Keys and small comforts for the desk. Everything works without this file: it presses the buttons that are there.
(() => {
  "use strict";
  const form = document.getElementById("work");
  if (!form) return;
  const LRM = "\u200e";
  const rows = [...form.querySelectorAll(".row")];
  const areaOf = (row) => row.querySelector(".target textarea");

  document.getElementById("keys")?.removeAttribute("hidden");

  // A textarea that differs from what the server sent is marked, and leaving the page with one asks first.
  let leaving = false;
  const stale = new Set(rows.filter((r) => r.classList.contains("unsaved"))); // came back from the server unsaved
  const dirty = (area) => area.value !== area.defaultValue;
  form.addEventListener("input", (e) => {
    const row = e.target.closest(".row");
    if (row && !stale.has(row)) row.classList.toggle("unsaved", dirty(e.target));
  });
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (e) => {
    if (!leaving && rows.some((r) => r.classList.contains("unsaved"))) e.preventDefault();
  });

  const go = (from, step) => {
    const next = rows[rows.indexOf(from) + step];
    const area = next && areaOf(next);
    if (area) {
      area.focus();
      next.scrollIntoView({ block: "center", behavior: "auto" });
    }
  };
  // After a save by key the next open segment is where the person wants to be.
  const NEXT = "dragoman-next";
  const [was, then] = (sessionStorage.getItem(NEXT) ?? "").split(" ");
  sessionStorage.removeItem(NEXT);
  const before = document.getElementById(was); // is not there when the view shows open segments alone
  const next = document.getElementById(then);
  if (was && !before?.classList.contains("unsaved") && !form.querySelector(".row.problem")) {
    // Going to the address's fragment takes the focus away, so this comes after it.
    window.addEventListener("load", () => setTimeout(() => next ? go(next, 0) : before && go(before, 1)));
  }

  form.addEventListener("keydown", (e) => {
    const row = e.target.closest(".row");
    if (!row || e.isComposing) return;
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      const open = rows.slice(rows.indexOf(row) + 1).find((r) => r.querySelector(".confirm"));
      sessionStorage.setItem(NEXT, row.id + " " + (open?.id ?? ""));
      form.requestSubmit(row.querySelector(".confirm") ?? row.querySelector('button[value^="save "]'));
    } else if (e.altKey && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
      e.preventDefault();
      go(row, e.key === "ArrowDown" ? 1 : -1);
    }
  });

  // A code of the source puts itself into the target, at the cursor.
  for (const row of rows) {
    const area = areaOf(row);
    if (!area || area.readOnly) continue;
    for (const chip of row.querySelectorAll(".source .code")) {
      const insert = () => {
        const mark = area.dir === "rtl" ? LRM : "";
        area.setRangeText(mark + chip.dataset.code + mark, area.selectionStart, area.selectionEnd, "end");
        area.focus();
        area.dispatchEvent(new Event("input", { bubbles: true }));
      };
      chip.tabIndex = -1;
      chip.classList.add("live");
      chip.addEventListener("click", insert);
    }
  }
})();

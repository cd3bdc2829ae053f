// The queue: what came since, without losing one's place; rows by arrow keys; the next translation by a key. Everything
// works without this file.
(() => {
  "use strict";
  const FILTER = "dragoman-queue", PLACE = "dragoman-place";
  const list = document.getElementById("queue");
  const news = document.querySelector("[data-news]");

  if (news) {
    const filter = new URLSearchParams(location.search);
    filter.delete("offset");
    sessionStorage.setItem(FILTER, filter.toString());
    // The row at the top of the window is there again after the list was asked for anew.
    const keep = () => {
      const row = [...(list?.children ?? [])].find((r) => r.getBoundingClientRect().bottom > 0);
      if (row) sessionStorage.setItem(PLACE, JSON.stringify([row.id, row.getBoundingClientRect().top]));
    };
    const [id, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
    sessionStorage.removeItem(PLACE);
    const row = id && document.getElementById(id);
    if (row) window.scrollBy(0, row.getBoundingClientRect().top - top);

    let shown = 0;
    const ask = async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(news.dataset.news, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const { new: count, text } = await answer.json();
        if (count === shown) return;
        shown = count;
        const link = document.createElement("a");
        link.href = location.pathname + location.search;
        link.textContent = text;
        link.addEventListener("click", keep);
        news.replaceChildren(...(count ? [link] : []));
      } catch { /* the network is away; the next time will tell */ }
    };
    setInterval(ask, 15000);
    document.addEventListener("visibilitychange", ask);
  }

  if (list) {
    const links = [...list.querySelectorAll("h3 a")];
    list.addEventListener("keydown", (e) => {
      const at = links.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[e.key];
      if (at < 0 || to === undefined || e.altKey || e.ctrlKey || e.metaKey || !links[to]) return;
      e.preventDefault();
      links[to].focus();
      links[to].closest("li").scrollIntoView({ block: "nearest" });
    });
  }

  // A run that is under way shows how it stands now, unless somebody is at work on its table.
  const live = document.querySelector("[data-live]");
  if (live) {
    const renew = async () => {
      const now = document.querySelector("[data-live]");
      if (document.hidden || !now || now.contains(document.activeElement) || now.querySelector("details[open]")) return;
      try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
        const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("matrix")?.closest("section");
        const table = now.querySelector(".matrix");
        const [across, down] = [table?.scrollLeft ?? 0, table?.scrollTop ?? 0];
        if (fresh) {
          now.replaceWith(fresh);
          fresh.querySelector(".matrix")?.scrollTo(across, down);
        }
      } catch { /* the network is away; the next time will tell */ }
    };
    setInterval(renew, 10000);
  }

  const next = document.querySelector("a[data-next]");
  if (next) next.href += "&" + (sessionStorage.getItem(FILTER) ?? "");
  document.addEventListener("keydown", (e) => {
    if (!e.altKey || e.key !== "PageDown" || e.ctrlKey || e.metaKey || e.shiftKey || e.isComposing) return;
    const go = next ?? list?.querySelector("h3 a");
    if (!go) return;
    e.preventDefault();
    go.click();
  });
})();

// While a page is looked at, asks from time to time whether anything was recorded since it was
// opened, and says so. Everything else on the pages works without scripts.
(() => {
  const line = document.getElementById("live");
  if (!line) return;
  const opened = Number(line.dataset.position);
  let tag = line.dataset.tag;

  const say = (count) => {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = location.href;
    link.textContent = "Show them";
    const changes = count === 1 ? "1 change" : `${count} changes`;
    line.replaceChildren(`${changes} since you opened this. `, link);
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, {
        method: "HEAD", cache: "no-store", redirect: "error", headers: { "If-None-Match": tag },
      });
      if (answer.status !== 200) return;
      tag = answer.headers.get("ETag") ?? tag;
      const count = Number(answer.headers.get("Loop-Position")) - opened;
      if (count > 0) say(count);
    } catch {
      // Not connected, or signed out: the next page that is asked for will say so.
    }
  };

  setInterval(ask, 5_000);
  document.addEventListener("visibilitychange", ask);
})();

// A table behind a line to open is on paper too.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:has(table)")) details.open = true;
});

// Says the day that a slider stands on, to those who see it and those who hear it.
for (const slider of document.querySelectorAll("input[type=range][data-first]")) {
  const shown = document.getElementById(slider.dataset.shownIn);
  const say = () => {
    const day = new Date(`${slider.dataset.first}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Number(slider.value));
    const words = day.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
    slider.setAttribute("aria-valuetext", words);
    shown.textContent = words;
  };
  slider.addEventListener("input", say);
  say();
}

// The walk of docs/tour.md: each stop is visited, says what the tour says, and is photographed.
// With CLOSELOOP_WRITE_DOCS=1 the pictures of the document are taken anew.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./server.mjs";
import { openBoard } from "./visit.mjs";

const at = openBoard();
const tour = readFileSync(join(root, "docs", "tour.md"), "utf8");
const folders = [join(root, "build", "tour"), join(root, "docs", "tour")];
folders.forEach((folder) => mkdirSync(folder, { recursive: true }));

/** Where a picture is put: beside the document only if that shows it and is being written. */
const placeOf = (file) => join(
  folders[process.env.CLOSELOOP_WRITE_DOCS && tour.includes(`(tour/${file})`) ? 1 : 0], file);

/** `says`: what must be read there; `then`: what is done first; `from`: what stands on top;
 *  `height`: of the picture, if the page says what the tour says in less. */
const stops = [
  { name: "sign-in", path: "/",
    then: async ({ page, context, address }) => {
      await context.clearCookies();
      await page.goto(`${address}/sign-in`);
    },
    says: /agency-lead-2[^]*board-manager/ },
  { name: "now", as: "agency-lead-2", path: "/now", says: /overdue/i },
  { name: "loops", as: "analyst", path: "/", says: /Findings without learning/ },
  { name: "loop-closed", as: "analyst", path: "/findings/P05-R2", says: /closed with improvement/ },
  { name: "loop-broken", as: "analyst", path: "/findings/P04-F6", says: /things are missing/ },
  { name: "loop-missing", as: "analyst", path: "/findings/P04-F6", from: "ul.missing", height: 480,
    says: /What is missing before this loop can close/ },
  { name: "loop-reopened", as: "chair", path: "/findings/P16-F5/timeline", says: /Loop reopened/ },
  { name: "record", as: "agency-lead-2", path: "/actions/P06-A5", says: /What you can do next/ },
  { name: "form", as: "analyst", path: "/records/evidence/new?about=actions%2FP02-A8", says: /Record evidence/ },
  { name: "check", as: "chair", path: "/records/findings/P16-F5/close",
    then: async ({ page }) => {
      await page.locator("#statement").fill("Children stay at home more often.");
      await page.locator("main button[type=submit]").last().click();
      await page.waitForLoadState();
    },
    says: /This loop can't close yet/ },
  { name: "scorecard", as: "chair", path: "/scorecards/cse-missing", says: /improving/i },
  { name: "chart", as: "analyst", path: "/series/M02/chart", says: /Improving/ },
  { name: "looking-back", as: "inspector", path: "/looking-back?known_at=2022-06-30",
    says: /known on 30 June 2022/ },
  { name: "search", as: "inspector", path: "/search?q=return+interview", says: /return interview/i },
  { name: "people", as: "board-manager", path: "/people", says: /people have access/ },
  { name: "import", as: "board-manager", path: "/imports/plans", says: /Nothing is taken before you say so/ },
];

for (const width of [1280, 320]) {
  for (const stop of stops) {
    test(`the tour comes by ${stop.name} (${width} px)`, () =>
      at({ width, scripts: true, as: stop.as }, stop.path, async ({ page, faults, context, address }, answer) => {
        assert.equal(answer.status(), 200);
        await stop.then?.({ page, context, address });
        assert.match(await page.locator("main").innerText(), stop.says);
        if (stop.from) {
          await page.locator(stop.from).evaluate((element) =>
            (element.previousElementSibling ?? element).scrollIntoView());
        }
        const file = placeOf(`${stop.name}-${width}.png`);
        await page.screenshot({ path: file, clip: { x: 0, y: 0, width, height: stop.height ?? 900 } });
        assert.ok(statSync(file).size < 150_000, `${file} is too large`);
        assert.deepEqual(faults, []);
      }));
  }
}

test("each picture of the tour is one that is taken here, and is there", () => {
  const shown = [...tour.matchAll(/\]\(tour\/([a-z-]+)-(1280|320)\.png\)/g)];
  assert.ok(shown.length >= 10);
  const names = stops.map(({ name }) => name);
  for (const [, name, width] of shown) {
    assert.ok(names.includes(name), name);
    assert.ok(existsSync(join(root, "docs", "tour", `${name}-${width}.png`)), `${name}-${width}`);
  }
  assert.deepEqual(names.filter((name) => !shown.some(([, one]) => one === name)), []);
});

// On paper: A4, each page with its marking, the position that it was printed at, and its number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pagesOf } from "./pdf_text.mjs";
import { openBoard } from "./visit.mjs";

const at = openBoard();
const wide = { width: 1280, scripts: true };

/** Prints the page that is open. Words that stand apart on paper are read as one. */
const printed = async (page) => pagesOf(await page.pdf({ preferCSSPageSize: true }))
  .map((one) => ({ ...one, text: one.text.normalize("NFKC").replaceAll(/\s/g, "") }));

function checkEach(pages, position) {
  for (const [number, { width, height, text }] of pages.entries()) {
    const where = `page ${number + 1} of ${pages.length}: ${text.slice(0, 200)}`;
    assert.deepEqual([width, height].sort(), [595, 842], where);
    assert.ok(text.includes("Official-sensitive"), `marking, ${where}`);
    assert.ok(text.includes(`Page${number + 1}of${pages.length}`), `number, ${where}`);
    assert.ok(text.includes(position), `position, ${where}`);
  }
}

for (const [what, path] of Object.entries({
  "a list": "/now?list=all",
  "a scorecard": "/scorecards/neglect",
  "what happened": "/activity?limit=100",
})) {
  test(`${what} of many pages says on each what it is`, () =>
    at(wide, path, async ({ page }) => {
      const [position] = /Position \d+/.exec(await page.locator(".page-footer").innerText());
      const pages = await printed(page);
      assert.ok(pages.length > 2, `${pages.length} pages`);
      checkEach(pages, position.replace(" ", ""));
      assert.ok(pages.every(({ width }) => width === 595), "upright");
    }));
}

test("what is printed of the past says so on each page", () =>
  at(wide, "/now?list=all&known_at=2022-06-30", async ({ page }) => {
    const pages = await printed(page);
    assert.ok(pages.length > 1, `${pages.length} pages`);
    checkEach(pages, "thepast");
  }));

test("a loop lies on a page on its side, with all that the other pages say", () =>
  at(wide, "/findings/F-1", async ({ page }) => {
    const pages = await printed(page);
    checkEach(pages, "Position");
    const aside = pages.filter(({ width }) => width === 842);
    assert.equal(aside.length, 1);
    assert.match(aside[0].text, /FindingsLearningActionsEvidenceImprovementF-1/);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".print-only").isVisible(), "the marking, where margins have none");
    for (const control of await page.locator("nav, form, .date-chip, .no-print").all()) {
      assert.ok(!(await control.isVisible()), "nothing to press");
    }
  }));

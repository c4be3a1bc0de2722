// What must hold for every page, whatever it shows.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import { root } from "./server.mjs";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "long-title": "off", // A finding's own words, which are as long as they are.
    "form-dup-name": "off", // The boxes of one question share its name: their answers are a list.
    "no-redundant-role": "off", // govuk-frontend says "group" of a date, for screen readers' sake.
  },
});
const shots = join(root, "build", "screenshots");
mkdirSync(shots, { recursive: true });

/** What html-validate says against a page, as the server sent it. */
export async function faultsOfMarkup(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`));
}

/** A page that notes what it must never do: ask elsewhere, break its own policy, fail a script. */
export async function watchedPage(context, address) {
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) faults.push(`asked elsewhere: ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  return { page, faults };
}

export async function checkPage({ page, faults }, name, { scripts, width }) {
  const html = await (await page.request.get(page.url())).text();
  assert.deepEqual(await faultsOfMarkup(html), [], `${name}: html-validate`);

  assert.equal(await page.locator("h1").count(), 1, `${name}: one h1`);
  assert.notEqual((await page.title()).trim(), "", `${name}: a title`);
  assert.equal(await page.locator("[style]").count(), 0, `${name}: no styles in attributes`);
  assert.deepEqual(faults, [], `${name}: nothing that a page must not do`);

  const tiny = await page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter((element) => [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== ""))
    .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 11)
    .map((element) => element.outerHTML.slice(0, 100)));
  assert.deepEqual(tiny, [], `${name}: no text under 11 pixels`);

  const graphs = page.locator("svg.loop");
  for (let i = 0; i < (await graphs.count()); ++i) {
    const tableFollows = await graphs.nth(i).evaluate((svg) =>
      [...document.querySelectorAll("table")].some(
        (table) => svg.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING));
    assert.ok(tableFollows, `${name}: a table follows the picture`);
  }
  if (scripts) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name}: scrolls sideways, ${wide} of ${width} pixels`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map((v) => `${v.id}: ${v.nodes[0].html}`);
    assert.deepEqual(found, [], `${name}: axe`);
  }
  const file = `${name}-${width}${scripts ? "" : "-no-js"}.png`;
  await page.screenshot({ path: join(shots, file), fullPage: true });
  assert.ok(readFileSync(join(shots, file)).length > 1000);
}

/** Presses Tab from the top: each link, button and field in the order that it stands in. */
export async function checkTabOrder(page) {
  const wanted = await page.evaluate(() => {
    const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, " +
      "[tabindex='0']";
    const all = [...document.querySelectorAll(reached)].filter((element) =>
      element.checkVisibility());
    all.forEach((element, number) => element.setAttribute("data-tab", number));
    document.body.focus();
    return all.length;
  });
  const found = [];
  // A date field holds the focus for each of its parts.
  for (let pressed = 0; pressed < wanted * 6 && found.length < wanted; ++pressed) {
    await page.keyboard.press("Tab");
    const number = await page.evaluate(() => document.activeElement?.getAttribute("data-tab"));
    if (number !== null && Number(number) !== found.at(-1)) found.push(Number(number));
  }
  assert.deepEqual(found, Array.from({ length: wanted }, (_, number) => number));
}

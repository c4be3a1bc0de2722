// What must hold for every page, whatever it shows.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core/axe.min.js";
import { HtmlValidate } from "html-validate";
import { faultsOfLayout } from "./layout_faults.mjs";
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

/** What axe says against a page as it is shown. */
async function faultsOfAxe(page) {
  await page.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  const violations = await page.evaluate(async () =>
    (await window.axe.run(document, { resultTypes: ["violations"] })).violations);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

/** Of a page that says no the browser itself notes that: it is no fault of the page. */
const isRefusal = (message, answered) =>
  message.location().url === answered?.url() && /responded with a status of 4\d\d/.test(message.text());

/** A page that notes what it must never do: ask elsewhere, break its own policy, fail a script;
 *  and what the server answered last, to whatever was asked or sent. */
export async function watchedPage(context, address) {
  const page = await context.newPage();
  const faults = [];
  let answered;
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) faults.push(`asked elsewhere: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.request().isNavigationRequest()) answered = response;
  });
  page.on("console", (message) => {
    if (message.type() !== "error" || isRefusal(message, answered)) return;
    faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  return { page, faults, answered: () => answered };
}

/** What the server sent: of a form that was refused, the answer to the form. */
export async function checkAnswer({ faults, answered }, name) {
  assert.deepEqual(await faultsOfMarkup(await answered().text()), [], `${name}: html-validate`);
  assert.deepEqual(faults, [], `${name}: nothing that a page must not do`);
}

/** What is shown of it, at one width. */
export async function checkShown({ page }, name, { scripts, width }) {
  assert.deepEqual(await faultsOfLayout(page), [], `${name}: as it is drawn`);
  if (scripts) assert.deepEqual(await faultsOfAxe(page), [], `${name}: axe`);
  const file = `${name}-${width}${scripts ? "" : "-no-js"}.png`;
  await page.screenshot({ path: join(shots, file), fullPage: true });
  assert.ok(readFileSync(join(shots, file)).length > 1000);
}

export async function checkPage(watched, name, how) {
  await checkAnswer(watched, name);
  await checkShown(watched, name, how);
}

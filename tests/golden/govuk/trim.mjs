// The examples that come with govuk-frontend's components, without those of options that our
// templates do not know. Run by tools/dev/vendor-frontend: node trim.mjs COMPONENTS TO
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [from, to] = process.argv.slice(2);
const components = [
  "back-link", "breadcrumbs", "button", "checkboxes", "date-input", "error-message",
  "error-summary", "input", "notification-banner", "pagination", "radios", "select", "skip-link",
  "summary-list", "table", "tag", "textarea",
];
const unknown = [
  /^inputWrapper/, /^card/, /^formGroup\.(before|after)/, /^(day|month|year)/,
  /^caller/,
];

/** "items.hint.text" of each option, however deep. */
function paths(options, at = "") {
  if (Array.isArray(options)) return options.flatMap((item) => paths(item, at));
  if (options === null || typeof options !== "object" || /attributes$/.test(at)) return [at];
  return [at, ...Object.entries(options).flatMap(([name, value]) =>
    paths(value, at ? `${at}.${name}` : name))];
}

for (const component of components) {
  const { fixtures } = JSON.parse(readFileSync(join(from, component, "fixtures.json")));
  const kept = fixtures
    .filter(({ options }) => !paths(options).some((path) => unknown.some((one) => one.test(path))))
    .map(({ name, options, html }) => ({ name, options, html }));
  writeFileSync(join(to, `${component}.json`), JSON.stringify(kept, null, 1) + "\n");
  console.log(`${component}: ${kept.length} of ${fixtures.length} examples`);
}

// With Tab alone one comes to all that a page has to press or to fill in, as it stands there.
import assert from "node:assert/strict";

/** Numbers what Tab must come to, and notes to which of it the focus goes. */
function watchFocus() {
  const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const isRadio = (element) => element.matches("input[type=radio]");
  // Tab comes to one radio button of a group: arrows go on inside it.
  const entryOf = ({ form, name }) => {
    const group = [...document.querySelectorAll("input[type=radio]")].filter(
      (radio) => radio.form === form && radio.name === name);
    return group.find((radio) => radio.checked) ?? group[0];
  };
  const wanted = [...document.querySelectorAll(reached)].filter((element) =>
    element.checkVisibility() && !element.disabled && (!isRadio(element) || entryOf(element) === element));
  document.body.tabIndex = -1;  // Tab goes on from the top, wherever it was.
  document.body.focus();
  document.body.removeAttribute("tabindex");
  const came = [];
  document.addEventListener("focusin", ({ target }) => came.push(wanted.indexOf(target)));
  window.tabOrder = {
    came: () => came.filter((number, at) => number >= 0 && number !== came[at - 1]),
    wordsOf: (number) => wanted[number]?.outerHTML.slice(0, 100),
  };
  return wanted.length;
}

/** Presses Tab from the top: each link, button and field in the order that it stands in. */
export async function checkTabOrder(page, name) {
  const wanted = await page.evaluate(watchFocus);
  let came = [];
  // A date field holds the focus for each of its parts, and what scrolls is come to as well.
  for (let tries = 0; tries < 10 && came.length < wanted; ++tries) {
    const presses = Math.max(wanted - came.length, 4);
    await Promise.all(Array.from({ length: presses }, () => page.keyboard.press("Tab")));
    came = await page.evaluate(() => window.tabOrder.came());
  }
  const missed = Array.from({ length: wanted }, (_, number) => number).find((number) => came[number] !== number);
  if (missed === undefined) return;
  const words = await page.evaluate((number) => window.tabOrder.wordsOf(number), missed);
  assert.fail(`${name}: Tab does not come to ${words}, ${missed + 1} of ${wanted}`);
}

// A page whose styles never came still says all that it says with them, in the same order.
import assert from "node:assert/strict";

/** What can be read of a page as it is shown, piece by piece; `added`: what only its styles say. */
function readText() {
  const said = [];
  const added = [];
  const inOne = (text) => text.replaceAll(/\s+/g, " ").trim();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (inOne(data) !== "" && parentElement.checkVisibility()) said.push(inOne(data));
  }
  for (const element of document.querySelectorAll("body *")) {
    for (const side of ["::before", "::after"]) {
      const words = /^"(.*\p{Letter}.*?)[\s:]*"$/u.exec(getComputedStyle(element, side).content);
      if (words && element.checkVisibility()) added.push(words[1]);
    }
  }
  return { said, added };
}

/** The words of pictures that do not stand out from the shape that lies behind them. */
function wordsThatAreHidden() {
  const luminance = (colour) => {
    const [red, green, blue] = /rgba?\((\d+), (\d+), (\d+)/.exec(colour).slice(1).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const white = "rgb(255, 255, 255)";
  return [...document.querySelectorAll("svg text")].filter((text) => {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const behind = [...text.closest("svg").querySelectorAll("rect, path, circle")].filter((shape) => {
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      return getComputedStyle(shape).fill !== "none" && left <= x && x <= right && top <= y && y <= bottom &&
        shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).at(-1);
    const colours = [text, behind].map((one) => (one ? getComputedStyle(one).fill : white));
    const [low, high] = colours.map(luminance).sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05) < 4.5;
  }).map((text) => text.textContent);
}

/** The pages of this context get no styles: `plain` is one of them. */
export const withoutStyles = (page) => page.route("**/*.css*", (route) => route.abort());

export async function checkWithoutStyles({ styled, plain, name }) {
  const [{ said, added }, bare] = await Promise.all([styled, plain].map((page) => page.evaluate(readText)));
  let at = -1;
  for (const words of said) {
    at = bare.said.indexOf(words, at + 1);
    assert.ok(at >= 0, `${name}: without styles it does not say “${words}”, or not in its place`);
  }
  const missing = added.filter((words) => !bare.said.includes(words));
  assert.deepEqual(missing, [], `${name}: only its styles say so`);
  assert.deepEqual(await plain.evaluate(wordsThatAreHidden), [], `${name}: words that can't be read without styles`);
}

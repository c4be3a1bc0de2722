// What may be wrong with a page as it is drawn, at the width that its window has.

/** Faults in words: of headings, styles in attributes, small text, width, pictures without a table. */
export const faultsOfLayout = (page) => page.evaluate(() => {
  const smallest = 11;
  const faults = [];
  const briefly = (element) => element.outerHTML.slice(0, 100);
  const all = (selector) => [...document.querySelectorAll(selector)];

  if (all("h1").length !== 1) faults.push(`${all("h1").length} headings of the first level`);
  if (document.title.trim() === "") faults.push("no title");
  faults.push(...all("[style]:not([style=''])").map((element) => `a style in an attribute: ${briefly(element)}`));

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`scrolls sideways, ${scrollWidth} of ${clientWidth} pixels`);

  // Text in a picture is as large as the picture is drawn.
  const scaleOf = (element) => {
    const matrix = element.getScreenCTM?.();
    return matrix ? Math.hypot(matrix.a, matrix.b) : 1;
  };
  const hasText = ({ childNodes }) => [...childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");
  for (const element of all("body *")) {
    if (!hasText(element) || !element.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(element).fontSize) * scaleOf(element);
    if (size < smallest - 0.01) faults.push(`text of ${size.toFixed(1)} pixels: ${briefly(element)}`);
  }

  // A small picture stands in a table, beside its figures; what only explains signs says nothing.
  // Between a loop and its table it is said what is missing.
  const isAfter = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const pictures = all("main svg:not([aria-hidden=true])").filter(
    (svg) => svg.checkVisibility() && svg.closest("table") === null);
  for (const svg of pictures) {
    const table = all("main table").find((one) => isAfter(svg, one));
    const headings = all("main h2").filter((one) => isAfter(svg, one) && table && isAfter(one, table));
    if (!table || headings.length > 2) faults.push(`no table follows the picture: ${briefly(svg)}`);
  }
  return faults;
});

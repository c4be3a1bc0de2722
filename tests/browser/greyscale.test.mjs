// Charts read without colours: each mark stands out from what it lies on, and what means different
// things differs by shape, dash or words.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./server.mjs";
import { everyWay, openBoard } from "./visit.mjs";

const at = openBoard();

/** Points of each meaning, limits, and actions. What no page of the demonstration has, such as a
 *  target, a benchmark and a break, the pictures of the golden tests have. */
const charts = ["/series/M02/chart", "/series/M04/chart", "/series/M05/chart", "/series/S113/chart",
  "/series/S103/chart", "/series/S018/chart", "/scorecards/cse-missing", "/findings/F-1", "/findings/P04-F6"];
const golden = join(root, "tests", "golden", "charts");
const pictures = readdirSync(golden).filter((name) => name.endsWith(".svg"));

/** The marks of a page's pictures: what they are called, their colours as they are painted, and
 *  their form: all that can be seen of them but for colour and place. */
const marksOf = (page) => page.evaluate(() => {
  const named = (element) => element.closest("svg [class]")?.getAttribute("class") ??
    (element.closest("a") ? "action" : "frame");
  const moves = (d) => d.replaceAll(/-?[\d.]+/g, "").replaceAll(/([A-Za-z])\s*\1+/g, "$1").trim();
  const all = [...document.querySelectorAll("main svg")].filter((svg) => svg.checkVisibility());
  const form = (mark) => {
    const { fill, stroke, strokeDasharray } = getComputedStyle(mark);
    const filled = fill !== "none" && fill !== "rgb(255, 255, 255)";
    return [mark.tagName, mark.tagName === "path" ? moves(mark.getAttribute("d")) : "",
      filled ? "filled" : "hollow", stroke === "none" ? "" : strokeDasharray].join(" ");
  };
  return all.flatMap((svg) => [...svg.querySelectorAll("path, rect, circle")]
    .filter((mark) => mark.getAttribute("pointer-events") !== "all")
    .map((mark) => {
      const { fill, stroke, strokeWidth } = getComputedStyle(mark);
      // Circles about one middle are one sign: a ring with a dot.
      const signs = mark.tagName !== "circle" ? [mark] : [...mark.parentElement.children].filter(
        (other) => ["cx", "cy"].every((at) => other.getAttribute(at) === mark.getAttribute(at)));
      return { name: named(mark), fill, stroke, width: parseFloat(strokeWidth),
        form: signs.map(form).join(" with ") };
    }));
});

/** The relative luminance of WCAG 2: what is left of a colour on a copy without colours. */
function luminance(colour) {
  const [red, green, blue] = /rgb\((\d+), (\d+), (\d+)\)/.exec(colour).slice(1).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const paper = "rgb(255, 255, 255)";
// What is to be expected, in a chart and in a small trend: the ground of most marks.
const bands = ["rgb(238, 243, 247)", "rgb(223, 231, 238)"];
const gridLine = "rgb(223, 226, 228)";

/** What only helps the eye along: the ground itself, and the lines that lead to a number. */
const isGround = ({ name, fill, stroke }) => name === "band" || name === "guides" ||
  (name === "frame" && [fill, stroke].some((colour) => [paper, gridLine, ...bands].includes(colour)));

for (const how of everyWay.filter(({ scripts }) => scripts)) {
  test(`charts stand out and are told apart without colour (${how.width} px)`, () =>
    at(how, "/", async ({ page, address }) => {
      const forms = new Map();
      for (const path of [...charts, ...pictures]) {
        if (path.startsWith("/")) await page.goto(address + path);
        else await page.setContent(`<main>${readFileSync(join(golden, path), "utf8")}</main>`);
        const marks = await marksOf(page);
        assert.notEqual(marks.length, 0, path);
        for (const mark of marks.filter((one) => !isGround(one))) {
          const paints = [mark.fill, ...(mark.width > 0 ? [mark.stroke] : [])]
            .filter((colour) => colour !== "none");
          for (const ground of [paper, ...bands]) {
            const best = Math.max(...paints.map((colour) => contrast(colour, ground)));
            assert.ok(best >= 3, `${path}, ${mark.name}: ${best.toFixed(2)} of ${paints} on ${ground}`);
          }
          if (!forms.has(mark.name)) forms.set(mark.name, new Set());
          forms.get(mark.name).add(mark.form);
        }
      }
      const points = ["improvement", "looks-better", "concern", "neutral", "ordinary", "unjudged"];
      const lines = ["limits", "average", "target", "benchmark", "break", "line"];
      const seen = [points, lines, ["node", "node broken"], ["link", "link broken"]].map((names) => names.filter((name) => forms.has(name)));
      assert.ok(seen[0].length >= 4, `kinds of points: ${seen[0]}`);
      assert.ok(seen[1].length >= 4, `kinds of lines: ${seen[1]}`);
      assert.ok(seen[2].length === 2 && seen[3].length === 2, "loops that are broken, and not");
      for (const names of seen) {
        for (const one of names) {
          for (const other of names.filter((name) => name > one)) {
            const same = [...forms.get(one)].filter((form) => forms.get(other).has(form));
            assert.deepEqual(same, [], `${one} and ${other} differ by colour alone`);
          }
        }
      }
    }));
}

// Scorecards, measures, charts, questions and returns, as people see them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();
const wide = { width: 1280, scripts: true };

test("a chart shows the picture of its width, with its table beneath", () =>
  at(wide, "/series/S113/chart", async ({ page }) => {
    const shown = () => page.locator("figure svg").filter({ visible: true }).count();
    assert.equal(await shown(), 1);
    await page.setViewportSize({ width: 320, height: 900 });
    assert.equal(await shown(), 1);
    await page.getByText("View as a table").click();
    assert.equal(await page.locator("figure ~ details tbody tr, figure details tbody tr").count(), 13);
  }));

test("services are filtered by links that can be kept, and a gap stays in sight (R12)", () =>
  at(wide, "/scorecards", async ({ page }) => {
    await page.getByRole("link", { name: "Services", exact: true }).click();
    await page.getByRole("link", { name: /^Perpetrators/ }).click();
    assert.match(page.url(), /\/service-register\?audience=perpetrators$/);
    assert.equal(await page.locator("tbody tr").count(), 0);
    assert.match(await page.locator("main").textContent(),
      /No service for perpetrators is on the register for domestic abuse\./);
    await page.getByRole("link", { name: /^Perpetrators/ }).click();
    assert.match(page.url(), /\/service-register$/);
    assert.equal(await page.locator("tbody tr").count(), 5);
  }));

test("in place and working well are two columns (R09)", () =>
  at(wide, "/strategy-register", async ({ page }) => {
    const row = page.locator("tr", { hasText: "Strategy on childhood neglect" });
    assert.match(await row.textContent(), /In place.*Nobody has said yet/);
    const other = page.locator("tr", { hasText: "Strategy on exploitation" });
    assert.match(await other.textContent(), /its evidence no longer stands/);
  }));

test("a measure with eight figures claims nothing", () =>
  at(wide, "/scorecards/neglect", async ({ page }) => {
    const row = page.locator("tr", { hasText: "N04" });
    await row.first().waitFor();
    assert.match(await row.first().textContent(), /8 points only/);
    await page.getByRole("link", { name: "N04" }).first().click();
    assert.match(await page.locator(".govuk-body-l").first().textContent(), /too few points to judge/);
  }));

for (const scripts of [true, false]) {
  const how = { width: 1280, scripts };
  test(`a stage and an earlier day are chosen with one button (${inWords(how)})`, () =>
    at(how, "/scorecards/neglect", async ({ page }) => {
      const all = await page.locator("table.measures tbody tr").count();
      await page.getByLabel("Stage of the journey").selectOption({ label: "Early help" });
      await page.getByLabel("Compare with what was known on").fill("2020-01-01");
      await page.locator("form.filters").getByRole("button", { name: "Show" }).click();
      await page.locator("#comparison").waitFor();
      assert.match(page.url(), /journey_stage=earlyHelp/);
      assert.match(page.url(), /then=2020-01-01/);
      assert.match(await page.locator("#comparison").textContent(), /Since 1 January 2020: of \d+ measures/);
      const some = await page.locator("table.measures tbody tr").count();
      assert.ok(some > 0 && some < all, `${some} of ${all} measures are of early help`);
      assert.equal(await page.locator("table.measures thead th", { hasText: "Then" }).count() > 0, true);
      await page.getByRole("link", { name: "Leave out the comparison" }).click();
      assert.equal(await page.locator("#comparison").count(), 0);
      assert.match(page.url(), /journey_stage=earlyHelp/);
    }));

  test(`the inventory is filtered by its answer (${inWords(how)})`, () =>
    at(how, "/scorecards", async ({ page }) => {
      await page.getByRole("link", { name: "Which data there are" }).click();
      assert.equal(await page.locator("table.inventory tbody tr").count(), 90);
      await page.getByRole("link", { name: /^Not collected \d/ }).click();
      assert.equal(await page.locator("table.inventory tbody tr").count(), 0);
    }));
}

test("what came late names the event that made the difference", () =>
  at(wide, "/scorecards/neglect?true_on=2024-06-30", async ({ page }) => {
    const row = page.locator("table", { hasText: "Each with the event" }).locator("tbody tr").first();
    assert.match(await row.textContent(), /Came late, recorded/);
    await row.getByRole("link", { name: "Came late" }).click();
    assert.match(page.url(), /\/events\/\d+/);
  }));

test("a figure that is revised is on the scorecard at once, without a restart (R91)", () =>
  at({ ...wide, as: "board-manager" }, "/records/series/S011/revise-value",
    async ({ page, address }) => {
      await page.getByLabel("Period", { exact: true }).fill("2025");
      await page.getByLabel("Value", { exact: false }).first().fill("23.9");
      await page.getByLabel(/Reason|Why/).fill("The agency sent it again.");
      await page.locator("main button[type=submit]").first().click();
      await page.goto(`${address}/scorecards/neglect`);
      assert.match(await page.locator("tr", { hasText: "N04" }).first().textContent(), /23\.9%/);
      await page.goto(`${address}/series/S011/chart`);
      assert.match(await page.locator("main").textContent(), /before, 24\.2/);
    }));

test("a scorecard is taken away as a file that says for whom and as known when it is", () =>
  at(wide, "/scorecards/neglect?known_at=2026-01-31", async ({ page }) => {
    for (const [label, ending] of [["CSV", "csv"], ["Excel", "xlsx"], ["OpenDocument", "ods"], ["JSON", "json"]]) {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: label, exact: true }).click(),
      ]);
      assert.match(file.suggestedFilename(),
        new RegExp(`^neglect-scorecard_known-2026-01-31_pos-\\d+_board\\.${ending}$`));
    }
  }));

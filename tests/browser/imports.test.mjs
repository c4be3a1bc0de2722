// A plan that was published elsewhere is taken in by page: first with a mistake in it, then whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./page_checks.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();

const press = async (page, name) => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState();
};
const table = (due, second = "A2") => ({
  name: "plan.csv",
  mimeType: "text/csv",
  buffer: Buffer.from("Ref,Finding,Action,Lead person,Due,Status\n" +
    `A1,Thresholds drift apart,Train all leads,Head of early help,${due},On track\n` +
    `${second},Thresholds drift apart,Audit twenty cases,,April 2017,\n`),
});
const sentence = (page) => page.locator("main > .govuk-body-l").textContent();

for (const how of everyWay) {
  const plan = `SCR-${how.width}-${how.scripts ? "a" : "b"}`;
  test(`a board manager imports a plan (${inWords(how)})`, () =>
    at({ ...how, as: "board-manager" }, "/records", async (watched) => {
      const { page } = watched;
      page.setDefaultTimeout(5000);
      await page.getByRole("link", { name: "Import plans from a file" }).click();
      await page.waitForLoadState();
      await checkPage(watched, "import", how);

      await page.locator("#file").setInputFiles(table("31/03/2017", "A1"));
      await page.getByLabel("Its reference").fill(plan);
      await page.getByLabel("Its title").fill("Review of case 7");
      await press(page, "Check the file");
      assert.match(await sentence(page), /1 place in the file must be mended first/);
      assert.match(await page.locator("main table").first().textContent(), /row 3, Ref/);
      assert.equal(await page.getByRole("button", { name: "Import this" }).count(), 0);
      await checkPage(watched, "import-refused", how);

      await page.getByRole("link", { name: "choose it again" }).click();
      await page.locator("#file").setInputFiles(table("31/03/2017"));
      await page.getByLabel("Its reference").fill(plan);
      await page.getByLabel("Its title").fill("Review of case 7");
      await press(page, "Check the file");
      assert.match(await sentence(page),
        /Nothing has been taken yet\. There is 1 plan, 1 finding and 2 actions to take\./);
      await checkPage(watched, "import-report", how);
      await press(page, "Import this");
      assert.match(await sentence(page), /1 plan, 1 finding and 2 actions taken\./);
      await checkPage(watched, "import-done", how);

      await page.getByRole("link", { name: `${plan}-F1` }).click();
      await page.waitForLoadState();
      assert.match(await page.locator("main").textContent(), /Thresholds drift apart/);
    }));
}

test("no file, and a file that was kept too long, are said in words", () =>
  at({ ...everyWay[1], as: "board-manager" }, "/imports/plans", async (watched) => {
    const { page, address } = watched;
    await press(page, "Check the file");
    await checkPage(watched, "import-no-file", everyWay[1]);
    assert.match(await page.locator(".govuk-error-summary").textContent(), /Choose the file/);
    await page.goto(`${address}/imports/plans/${"0".repeat(32)}`);
    assert.match(await page.locator("h1").textContent(), /no longer here/);
  }));

test("a file that is too long is answered with a page", () =>
  at({ ...everyWay[0], as: "board-manager" }, "/imports/plans", async ({ page }) => {
    page.setDefaultTimeout(20000);
    await page.locator("#file").setInputFiles({
      name: "long.csv",
      mimeType: "text/csv",
      buffer: Buffer.alloc(6 * 1024 * 1024, "a"),
    });
    await press(page, "Check the file");
    assert.match(await page.locator("main").textContent(), /A body holds \d+ bytes at most/);
  }));

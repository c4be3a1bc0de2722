// A return is asked for, answered by typing and by a file, looked at and judged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "./page_checks.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();
const main = (page) => page.locator("main").textContent();
const press = async (page, name) => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState();
};
const follow = async (page, name) => {
  await page.locator("main").getByRole("link", { name, exact: true }).click();
  await page.waitForLoadState();
};
const box = (page, name) => page.locator(`[name="${name}"]`);

/** Asks early help for two figures of a quarter, and gives the id of the return. */
async function request(how, period) {
  let id;
  await at({ ...how, as: "analyst" }, "/records/returns/new", async ({ page, address, context }) => {
    const html = await page.content();
    const hidden = (name) => html.match(new RegExp(`name="${name}" value="([^"]+)"`))[1];
    const answers = new URLSearchParams({
      _token: hidden("_token"), _key: hidden("_key"), agency: "AG-4", period,
      periodKind: "quarter", "dueOn-day": "20", "dueOn-month": "4", "dueOn-year": "2024",
    });
    answers.append("indicators", "N20");
    answers.append("indicators", "N21");
    const answer = await context.request.post(`${address}/records/returns/new`, {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      data: answers.toString(),
      maxRedirects: 0,
    });
    assert.equal(answer.status(), 303, await answer.text());
    id = /\/returns\/([^?]+)/.exec(answer.headers().location)[1];
  });
  return id;
}

for (const how of everyWay) {
  const year = 2000 + Math.floor(how.width / 100) + (how.scripts ? 0 : 3);
  const quarter = `${year}-${String((year + 1) % 100).padStart(2, "0")}`;

  test(`an agency lead types in what was asked (${inWords(how)})`, async () => {
    const id = await request(how, `${quarter} Q1`);
    await at({ ...how, as: "agency-lead" }, `/returns/${id}`, async (watched) => {
      const { page } = watched;
      page.setDefaultTimeout(5000);
      await follow(page, "Type in its figures");
      await checkPage(watched, "return-form", how);
      await box(page, "N20.value").fill("many");
      await box(page, "N21.numerator").fill("30");
      await press(page, "Send these figures");
      await checkPage(watched, "return-form-refused", how);
      const summary = page.locator(".govuk-error-summary");
      assert.match(await summary.textContent(), /“many” is no number/);
      assert.match(await summary.textContent(), /out of how many|no value/);
      assert.equal(await box(page, "N20.value").inputValue(), "many");
      assert.equal(await box(page, "N21.numerator").inputValue(), "30");
      await box(page, "N20.value").fill("12");
      await box(page, "N21.denominator").fill("60");
      await press(page, "Send these figures");
      assert.match(await main(page), /Return received/);
      assert.match(await main(page), /50\.0%/);
      await checkPage(watched, "return-values", how);
    });
    await at({ ...how, as: "analyst" }, "/data-returns", async (watched) => {
      const { page } = watched;
      page.setDefaultTimeout(5000);
      await checkPage(watched, "data-returns-owed", how);
      await page.locator(`main a[href="/returns/${id}/values"]`).last().click();
      await page.waitForLoadState();
      await follow(page, "Accept a return");
      assert.match(await main(page), /50\.0%/);
      await checkPage(watched, "return-accept", how);
      await page.getByLabel("B: small gaps, fit for use").check();
      await press(page, "Accept a return");
      assert.match(await main(page), /Return accepted/);
    });
  });

  test(`an agency lead sends what was asked as a file (${inWords(how)})`, async () => {
    const id = await request(how, `${quarter} Q2`);
    const table = (value) => ({
      name: "q2.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("indicator,area,period,period_kind,value\n" +
        `Graded Care Profiles completed,Shropshire,${quarter} Q2,quarter,${value}\n`),
    });
    await at({ ...how, as: "agency-lead" }, `/returns/${id}`, async (watched) => {
      const { page } = watched;
      page.setDefaultTimeout(5000);
      await follow(page, "Send its figures as a file");
      await checkPage(watched, "import-returns", how);
      await page.locator("#file").setInputFiles(table("many"));
      await press(page, "Check the file");
      assert.match(await page.locator("main table").first().textContent(), /row 2, value/);
      await checkPage(watched, "import-returns-refused", how);
      await follow(page, "choose it again");
      await page.locator("#file").setInputFiles(table("7"));
      await press(page, "Check the file");
      assert.match(await main(page), /1 value and 1 return to take|1 series, 1 value and 1 return/);
      await checkPage(watched, "import-returns-report", how);
      await press(page, "Import this");
      await follow(page, `See what came with ${id}`);
      assert.match(await main(page), /N21.*not supplied/s);
    });
  });
}

test("an indicator of the board's own comes in as a table", () =>
  at({ ...everyWay[0], as: "board-manager" }, "/records", async (watched) => {
    const { page } = watched;
    page.setDefaultTimeout(5000);
    await follow(page, "Import indicators from a file");
    await checkPage(watched, "import-catalogue", everyWay[0]);
    await page.locator("#file").setInputFiles({
      name: "ours.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("id,title,unit,countingUnit,frequency,taken,direction,suppression," +
        "chart\nX01,Visits,count,child,month,flow,higher,none,xmr\n"),
    });
    await press(page, "Check the file");
    await press(page, "Import this");
    assert.match(await main(page), /1 indicator taken/);
  }));

// Journey C: the agency lead takes an action on, moves it along, proves it and is told what is missing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { date, daysFromNow, done, pointer } from "./hands.mjs";
import { checkPage } from "./page_checks.mjs";
import { signIn } from "./server.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();

const said = (page) => page.locator("main").innerText();

async function changeTo({ context, page, address }, account, path) {
  await context.clearCookies();
  await signIn(context, address, account);
  await page.goto(address + path);
}

for (const how of everyWay) {
  test(`C: an agency lead owns an action from its acceptance to what is asked of its loop (${inWords(how)})`,
    () => at(how, "/findings/P04-F6", async (watched) => {
      const { page, address } = watched;
      page.setDefaultTimeout(8000);
      const hands = pointer(page);

      // The analyst agrees it, from the finding that it answers.
      await hands.follow("Agree an action");
      assert.equal(new URL(page.url()).searchParams.get("about"), "findings/P04-F6");
      await hands.fill("statement", `Train every duty lead (${inWords(how)})`);
      await page.locator("#leadAgency").selectOption("AG-2");
      await hands.select("owner", "Head of public protection");
      await date(hands, "due", daysFromNow(30));
      await hands.fill("successCriterion", "9 of 10 leads are trained");
      await hands.fill("childWouldNotice", "Somebody asks me how I am.");
      await hands.press("Agree an action");
      const path = new URL(page.url()).pathname;

      // The lead finds it among what is theirs, accepts it, and says how it goes.
      await changeTo(watched, "agency-lead-2", "/now?limit=200");
      await page.locator(`main a[href="${path}"]`).first().click();
      await page.waitForLoadState();
      await hands.follow("Accept an action");
      await hands.press("Accept an action");
      assert.match(await done(page), /Action accepted\./);
      await hands.follow("Report progress");
      await hands.fill("note", "Six of ten are booked.");
      await hands.press("Report progress");
      assert.match(await done(page), /Progress reported\./);

      // The date is moved once, with the reason, and that is counted.
      await hands.follow("Move the due date");
      await date(hands, "newDate", daysFromNow(60));
      await hands.press("Move the due date");
      assert.match(await page.title(), /^Error: /);  // The reason is missing.
      await hands.fill("reason", "The trainer was ill.");
      await hands.press("Move the due date");
      assert.match(await said(page), /it was first agreed for .+, and moved once/);
      await checkPage(watched, "journey-c-moved", how);

      // What shows that it was done, with where it is kept and the document's hash.
      await hands.follow("Record evidence");
      assert.equal(new URL(page.url()).searchParams.get("about"), path.slice(1));
      await hands.choose("kind");
      await hands.fill("title", "Register of attendance, without names");
      await hands.select("method", "Document");
      await hands.choose("strength-2");
      await hands.fill("reference", "Training folder, 2026");
      await hands.fill("sha256", "a".repeat(64));
      await hands.press("Record evidence");
      assert.match(await done(page), /Evidence recorded\./);
      assert.match(await said(page), /Training folder, 2026/);

      await page.goto(address + path);
      await hands.follow("Deliver an action");
      await date(hands, "on", new Date());
      await hands.press("Deliver an action");
      assert.match(await done(page), /Action delivered\./);
      assert.equal(await page.getByRole("link", { name: "Verify a delivery" }).count(), 0);

      // Somebody else verifies it; the lead reads who did.
      await changeTo(watched, "auditor", path);
      await hands.follow("Verify a delivery");
      await hands.press("Verify a delivery");
      assert.match(await done(page), /Delivery verified\./);
      await changeTo(watched, "agency-lead-2", path);
      assert.match(await said(page), /Delivery verified/);

      // Closing is refused by what is still missing, and the lead can read it, line by line.
      await changeTo(watched, "agency-lead-2", "/findings/P04-F6");
      const missing = await page.locator("ul.missing").innerText();
      assert.match(missing, /No sustainability check is booked/);
      assert.doesNotMatch(missing, new RegExp(path.split("/").pop() + " is not"));
      assert.match(missing, /Waits for /);
    }));
}

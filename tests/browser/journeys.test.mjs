// Whole journeys, from what is broken to what is mended, each by one of the ways there are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { date, daysFromNow, done, keyboard, pointer } from "./hands.mjs";
import { checkPage } from "./page_checks.mjs";
import { signIn } from "./server.mjs";
import { everyWay, inWords, openBoard } from "./visit.mjs";

const at = openBoard();

/** How many loops the first page says are at that stage. */
async function countAt(stage, { page, address }) {
  const answer = await page.request.get(`${address}/`);
  const [, count] = new RegExp(`stage=${stage}"><span class="count">(\\d+)`).exec(await answer.text());
  return Number(count);
}

const missing = (page) => page.locator("ul.missing li").count();

/** Another person takes the same browser. */
async function changeTo({ context, address }, account) {
  await context.clearCookies();
  await signIn(context, address, account);
}

/** Journey A: the analyst follows a finding to its outcome; the chair closes the loop. */
async function traceToOutcome(watched, how, finding, hands) {
  const { page, address } = watched;
  page.setDefaultTimeout(8000);
  const closedBefore = await countAt("closed", watched);
  if (finding === "F-4") {  // Delivered, and nobody has looked yet.
    await hands.follow("F-4");
    await hands.follow("Verify a delivery");
    await hands.press("Verify a delivery");
    assert.match(await done(page), /Delivery verified\./);
    await page.goto(`${address}/findings/F-4`);
  } else {
    await hands.follow(finding);
  }
  assert.equal(new URL(page.url()).pathname, `/findings/${finding}`);
  assert.equal(await missing(page), 3);

  await hands.follow("Record evidence");
  await hands.choose("kind-2");
  await hands.fill("title", "Dip sample: 11 of 12 as it should be");
  await hands.select("method", "Dip sample");
  await hands.choose("strength-2");
  await date(hands, "observedFrom", daysFromNow(-60));
  await date(hands, "observedTo", daysFromNow(-2));
  await hands.press("Record evidence");
  assert.match(await done(page), /Evidence recorded\./);
  const evidence = new URL(page.url()).pathname.split("/").pop();

  await page.goto(`${address}/findings/${finding}`);
  assert.equal(await missing(page), 2);
  await hands.follow("Judge whether there is improvement");
  await hands.choose("result");
  await hands.tick("evidence", evidence);
  await hands.fill("statement", "Children are asked, and say so.");
  await hands.press("Judge whether there is improvement");
  assert.match(await done(page), /Improvement judged\./);
  assert.equal(await missing(page), 1);

  await hands.follow("Book a sustainability check");
  await date(hands, "on", daysFromNow(360));
  await hands.press("Book a sustainability check");
  assert.match(await done(page), /Sustainability check due\./);
  assert.equal(await missing(page), 0);
  assert.match(await page.locator("main").innerText(), /Nothing is missing: it can be closed/);

  await changeTo(watched, "chair");
  await page.goto(`${address}/findings/${finding}`);
  await hands.follow("Close the loop");
  assert.equal(await missing(page), 0);
  await hands.fill("statement", "It is how we work now.");
  await hands.press("Close the loop");
  await checkPage(watched, "check-close", how);  // What can't be undone is shown once more.
  await hands.press("Close the loop");
  assert.match(await done(page), /Loop closed\./);
  assert.match(await page.locator("main").innerText(), /This loop closed with improvement on/);
  assert.match(await page.locator("main").innerText(), /Blue/);
  assert.equal(await countAt("closed", watched), closedBefore + 1);
}

const findings = ["F-6", "F-7", "P02-Fe", "F-4"];
everyWay.forEach((how, number) => {
  const [by, hands] = number === 0 ? [", by the keyboard alone", keyboard] : ["", pointer];
  test(`A: a finding is followed to its outcome and closed (${inWords(how)}${by})`, () =>
    at(how, "/", (watched) =>
      traceToOutcome(watched, how, findings[number], hands(watched.page))));
});

for (const how of everyWay) {
  test(`A: a chair is told why a loop can't close, before and after trying (${inWords(how)})`, () =>
    at({ ...how, as: "chair" }, "/findings/P04-F6", async (watched) => {
      const { page } = watched;
      const hands = pointer(page);
      await page.goto(`${watched.address}/records/findings/P04-F6/close`);
      const told = await missing(page);
      assert.ok(told >= 4);
      await hands.fill("statement", "All is well.");
      await hands.press("Close the loop");
      if (/check/i.test(await page.title())) await hands.press("Close the loop");
      await checkPage(watched, "close-refused", how);
      const text = await page.locator("main").innerText();
      assert.match(text, /P04-A8 is delivered but not verified by a second person/);
      assert.match(text, /No sustainability check is booked/);
    }));

  test(`C: who owns an action declines it, and says why (${inWords(how)})`, () =>
    at(how, "/records/actions/new", async (watched) => {
      const { page, address } = watched;
      page.setDefaultTimeout(8000);
      const hands = pointer(page);
      await hands.fill("statement", "Print more posters");
      await page.locator("#leadAgency").selectOption("AG-2");
      await hands.select("owner", "Head of public protection");
      await date(hands, "due", daysFromNow(90));
      await hands.fill("successCriterion", "Posters hang");
      await hands.fill("childWouldNotice", "Nothing");
      await hands.press("Agree an action");
      const path = new URL(page.url()).pathname;
      await changeTo(watched, "agency-lead-2");
      await page.goto(address + path);
      await hands.follow("Decline an action");
      await hands.press("Decline an action");
      assert.match(await page.title(), /^Error: /);  // The reason is missing.
      await checkPage(watched, "decline-refused", how);
      await hands.fill("reason", "Posters change nothing; we train the teams instead.");
      await hands.press("Decline an action");
      if (!/Action declined/.test(await page.locator("main").innerText())) {
        await hands.press("Decline an action");  // Shown once more: it can't be undone.
      }
      assert.match(await done(page), /Action declined\./);
      assert.match(await page.locator("main").innerText(), /Posters change nothing/);
    }));

  test(`G, 24: the board manager registers an agency, lets a lead in, and ends it (${inWords(how)})`,
    () => at({ ...how, as: "board-manager" }, "/agencies", async (watched) => {
      const { page, address } = watched;
      page.setDefaultTimeout(8000);
      const hands = pointer(page);
      const name = `Housing ${how.width} ${how.scripts}`;
      await hands.follow("Register an agency");
      await hands.fill("name", name);
      await hands.press("Register an agency");
      assert.match(await done(page), /Agency registered\./);
      await page.goto(`${address}/people`);
      await hands.follow("Add a person");
      await hands.fill("name", `Head of ${name}`);
      await page.locator("#role, [name=role][value=agencyLead]").first().evaluate((field) => {
        if (field.tagName === "SELECT") field.value = "agencyLead"; else field.checked = true;
      });
      await hands.fill("post-other", "head-of-housing");
      const agency = page.locator("#agency option", { hasText: name });
      await page.locator("#agency").selectOption(await agency.first().getAttribute("value"));
      await hands.press("Add a person");
      assert.match(await done(page), /Person added\./);
      const person = new URL(page.url()).pathname.split("/").pop();
      await page.goto(`${address}/people/${person}/password`);
      const account = await page.locator("#name").inputValue();
      await page.getByRole("button").last().click();
      await page.waitForLoadState();
      const password = await page.locator("main code").last().textContent();
      assert.ok(password.length > 15);
      await checkPage(watched, "password-made", how);
      const leaver = await page.context().browser().newContext();
      await signIn(leaver, address, account, password);
      const theirs = await leaver.newPage();
      await theirs.goto(`${address}/now`);
      assert.equal(new URL(theirs.url()).pathname, "/now");
      await page.goto(`${address}/records/people/${person}/end`);
      await hands.fill("reason", "Left the post");
      await hands.press("End a person's access");
      if (/check/i.test(await page.locator("h1").textContent())) {
        await hands.press("End a person's access");
      }
      assert.match(await done(page), /ended/i);
      await theirs.goto(`${address}/now`);
      assert.equal(new URL(theirs.url()).pathname, "/sign-in", "who left is signed out");
      await assert.rejects(signIn(leaver, address, account, password), /gave 403/);
      await leaver.close();
      await page.goto(`${address}/people?ended=1`);  // What they did stays under what they were.
      const row = page.locator("tbody tr", { hasText: `Head of ${name}` });
      assert.match(await row.innerText(), /Agency lead/);
      await checkPage(watched, "people-ended", how);
    }));
}

for (const how of everyWay) {
  test(`who sends a form late is shown both texts, and who was first (${inWords(how)})`, () =>
    at(how, "/records/findings/F-9/correct", async (watched) => {
      const { page, address } = watched;
      page.setDefaultTimeout(8000);
      const other = await page.context().browser().newContext();
      await signIn(other, address, "chair");
      const first = await other.newPage();
      await first.goto(`${address}/records/findings/F-9/correct`);
      await first.locator("#statement").fill(`Nobody trains new staff (${how.width}, ${how.scripts}).`);
      await first.locator("#reason").fill("Said more plainly");
      await first.locator("main form button").last().click();
      await first.waitForLoadState();
      assert.match(await done(first), /Finding corrected\./);
      await other.close();

      await page.locator("#statement").fill("New staff learn it by chance.");
      await page.locator("#reason").fill("As the audit says it");
      await page.locator("main form button").last().click();
      await page.waitForLoadState();
      await checkPage(watched, "changed-meanwhile", how);
      const text = await page.locator("main").innerText();
      assert.match(text, /This record changed while you worked/);
      assert.match(text, /by Independent chair/);
      assert.match(text, /Nobody trains new staff/);
      assert.equal(await page.locator("#statement").inputValue(), "New staff learn it by chance.");
      await page.locator("main form button").last().click();
      await page.waitForLoadState();
      assert.match(await page.locator("main").innerText(), /New staff learn it by chance\./);
    }));
}

for (const how of everyWay) {
  test(`who owns an action is not offered to verify it, and is refused if they ask (${inWords(how)})`, () =>
    at({ ...how, as: "agency-lead" }, "/actions/A-4", async (watched) => {
      const { page, address } = watched;
      assert.equal(await page.getByRole("link", { name: "Verify a delivery" }).count(), 0);
      const answer = await page.goto(`${address}/records/actions/A-4/verify-delivery`);
      assert.equal(answer.status(), 403);
      assert.match(await page.locator("main").innerText(), /Agency lead|may not/);
      await checkPage(watched, "verify-refused", how);
    }));
}

// Two ways to work a page: with a pointer, and with the keyboard alone.
import assert from "node:assert/strict";

export const pointer = (page) => ({
  async follow(name) {
    await page.getByRole("link", { name, exact: true }).first().click();
    await page.waitForLoadState();
  },
  async press(name) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.waitForLoadState();
  },
  fill: (id, text) => page.locator(`#${id}`).fill(text),
  choose: (id) => page.locator(`#${id}`).check(),
  tick: (name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check(),
  select: (id, label) => page.locator(`#${id}`).selectOption({ label }),
});

/** Nothing here touches the page but through Tab, arrows, Space, Enter and letters. */
export function keyboard(page) {
  const pressesMost = 400;
  const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);
  async function reach(locator) {
    for (let presses = 0; presses < pressesMost; ++presses) {
      if (await isFocused(locator)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab never came to ${locator}`);
  }
  async function goBy(locator) {
    await reach(locator);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  }
  return {
    follow: (name) => goBy(page.getByRole("link", { name, exact: true }).first()),
    followTo: (address) => goBy(page.locator(`a[href="${address}"]`).first()),
    press: (name) => goBy(page.getByRole("button", { name, exact: true })),
    async fill(id, text) {
      await reach(page.locator(`#${id}`));
      await page.keyboard.type(text);
    },
    /** Tab comes to a group of radio buttons once; arrows go on inside it. */
    async choose(id) {
      const name = await page.locator(`#${id}`).getAttribute("name");
      const group = page.locator(`input[name="${name}"]`);
      await reach(group.first());
      await page.keyboard.press("Space");
      for (let at = 0; at < (await group.count()); ++at) {
        if (await page.locator(`#${id}`).isChecked()) return;
        await page.keyboard.press("ArrowDown");
      }
      assert.fail(`no arrow came to ${id}`);
    },
    async tick(name, value) {
      await reach(page.locator(`input[name="${name}"][value="${value}"]`));
      await page.keyboard.press("Space");
    },
    async select(id, label) {
      await reach(page.locator(`#${id}`));
      await page.keyboard.type(label);
    },
  };
}

/** A day, in the three boxes for one. */
export const date = async (hands, name, moment) => {
  await hands.fill(`${name}-day`, String(moment.getUTCDate()));
  await hands.fill(`${name}-month`, String(moment.getUTCMonth() + 1));
  await hands.fill(`${name}-year`, String(moment.getUTCFullYear()));
};

export const daysFromNow = (days) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);

/** What a page says was just recorded. */
export const done = (page) => page.locator(".govuk-notification-banner--success").textContent();

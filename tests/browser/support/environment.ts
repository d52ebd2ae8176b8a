/** Where the product under test is. `backend/bootstrapping/browser.py` starts it and sets these. */

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start these tests by \`make e2e\`.`);
  return value.replace(/\/$/, "");
}

export const dashboard = needed("IGNY8_URL");
export const chromium = needed("IGNY8_CHROMIUM");
/** The folder of the product's logs: mails are written there. */
export const logs = needed("IGNY8_LOGS");
/** Where traces, failures' screenshots and the seeded accounts go. */
export const output = needed("IGNY8_BROWSER_OUTPUT");

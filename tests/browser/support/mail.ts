/** Mails: without a mail server the product writes them to its logs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { until } from "./api.ts";
import { logs } from "./environment.ts";

/** The token of the newest link to `page` that was mailed to `recipient`. */
export async function mailedToken(page: "verify-email" | "reset-password" | "accept-invitation", recipient: string): Promise<string> {
  let token = "";
  await until(() => {
    const text = readdirSync(logs)
      .filter((name) => name.endsWith(".log"))
      .map((name) => readFileSync(join(logs, name), "utf8"))
      .join("\n");
    const mails = text.split("Subject: ").filter((mail) => mail.includes(`To: ${recipient}`));
    token = mails.flatMap((mail) => [...mail.matchAll(new RegExp(`/${page}\\?token=([A-Za-z0-9_-]+)`, "g"))].map((match) => match[1] ?? "")).at(-1) ?? "";
    return Promise.resolve(token !== "");
  }, 30);
  return token;
}

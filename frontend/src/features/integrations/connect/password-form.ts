/** A user with an application password, or a key pair of WooCommerce; each whole. */
import { z } from "zod";

import { isShopKey } from "../types/state";

const CONSUMER_SECRET = /^cs_/i;

export const passwordSchema = z
  .object({
    username: z.string().trim().min(1, "Enter the user name.").max(200, "At most 200 characters.").refine((name) => !name.includes(":"), "A user name has no colon."),
    app_password: z.string().trim().min(1, "Enter the application password.").max(200, "At most 200 characters."),
  })
  .superRefine(({ username, app_password }, context) => {
    if (isShopKey(username) && !CONSUMER_SECRET.test(app_password)) context.addIssue({ code: "custom", path: ["app_password"], message: "The secret of a consumer key begins with cs_." });
    if (!isShopKey(username) && CONSUMER_SECRET.test(app_password)) context.addIssue({ code: "custom", path: ["username"], message: "This secret belongs to a consumer key, which begins with ck_." });
  });
export type PasswordValues = z.infer<typeof passwordSchema>;

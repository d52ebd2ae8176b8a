import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import type { Role } from "@/shared/lib/roles";
import { aMe, aSite } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { PromptPage } from "./prompt-page";

const server = startServer();
beforeEach(() => localStorage.clear());

const DEFAULT = "Name the groups.\n{{groups}}\nContext: {{context}}";
const version = (number: number, body: string) => ({ id: `version-${number}`, function: "planning.auto_cluster", site_id: null, version: number, body, note: "", is_active: true, author_id: "user-1", author_name: "Ada Lovelace", created_at: "2026-03-04T12:00:00Z" });

function prompt(own: ReturnType<typeof version> | null) {
  return {
    function: "planning.auto_cluster",
    variables: ["groups", "context"],
    required_variables: ["groups", "context"],
    default_text: DEFAULT,
    default_version: "1",
    account_override: own,
    site_override: null,
    active_version: own ? `account-v${own.version}` : "default-1",
    active_text: own?.body ?? DEFAULT,
    problems: [],
  };
}

/** @param state what the server has; tests change it as another person would */
function show(state: { own: ReturnType<typeof version> | null } = { own: null }, role: Role = "owner") {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe({ role }));
  server.use(
    on.get("/system/prompts/planning.auto_cluster/", () => one(prompt(state.own))),
    on.get("/system/prompt-versions/", () => many(state.own ? [state.own] : [])),
    on.get("/accounts/sites/", () => many([aSite()])),
    on.post("/system/prompts/planning.auto_cluster/preview/", async ({ request }) => {
      const { body } = (await request.json()) as { body: string };
      const problems = body.includes("{{context}}") ? [] : ["The variable {{context}} is required and missing."];
      return one({ text: `Read: ${body}`, variables: [], problems });
    }),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  return renderWithProviders(<PromptPage />, { at: "/thinker/prompts/planning.auto_cluster", path: "/thinker/prompts/:function", client });
}

it("keeps the text when saving fails, and saves it with the next try", async () => {
  const state: { own: ReturnType<typeof version> | null } = { own: null };
  const { user } = show(state);
  const text = await screen.findByRole("textbox", { name: "Text of the prompt" });
  await user.type(text, " Be brief.");
  server.use(on.post("/system/prompt-versions/", () => refusal(500, { error: "Something went wrong on our side." })));
  await user.click(await screen.findByRole("button", { name: "Save as new version" }));
  const dialog = await screen.findByRole("dialog", { name: "Save as new version" });
  await user.type(within(dialog).getByRole("textbox", { name: /Note/ }), "Shorter");
  await user.click(within(dialog).getByRole("button", { name: "Save version" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Something went wrong on our side.");
  expect(within(dialog).getByRole("textbox", { name: /Note/ })).toHaveValue("Shorter");
  expect(text).toHaveValue(`${DEFAULT} Be brief.`);

  server.use(
    on.post("/system/prompt-versions/", async ({ request }) => {
      const sent = (await request.json()) as { body: string; note: string };
      expect(sent.note).toBe("Shorter");
      state.own = version(1, sent.body);
      return one(state.own, { status: 201 });
    }),
  );
  await user.click(within(dialog).getByRole("button", { name: "Save version" }));
  expect(await screen.findByText("Version 1 is saved and in use.")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "Text of the prompt" })).toHaveValue(`${DEFAULT} Be brief.`);
  await waitFor(() => expect(screen.getByRole("button", { name: "Save as new version" })).toBeDisabled());
});

it("inserts a variable where the cursor is, and says what is missing before anybody saves", async () => {
  const { user } = show();
  const text = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Text of the prompt" });
  await user.clear(text);
  await user.type(text, "Groups: ");
  await user.click(screen.getByRole("button", { name: "Insert {{groups}}" }));
  expect(text).toHaveValue("Groups: {{groups}}");
  expect(await screen.findByText("The variable {{context}} is required and missing.")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Save as new version" })).toBeDisabled();
  expect(screen.getByText("Read: Groups: {{groups}}")).toBeInTheDocument();
});

it("says when somebody saved another version meanwhile, and loses neither text", async () => {
  const state: { own: ReturnType<typeof version> | null } = { own: version(1, DEFAULT) };
  const { user, client } = show(state);
  const text = await screen.findByRole("textbox", { name: "Text of the prompt" });
  await user.type(text, " Mine.");
  state.own = version(2, `${DEFAULT} Theirs.`);
  await client.invalidateQueries({ queryKey: ["prompts"] });
  expect(await screen.findByText("Somebody changed this prompt meanwhile")).toBeInTheDocument();
  expect(text).toHaveValue(`${DEFAULT} Mine.`);
  await user.click(screen.getByRole("button", { name: "Take theirs" }));
  expect(text).toHaveValue(`${DEFAULT} Theirs.`);
  expect(screen.queryByText("Somebody changed this prompt meanwhile")).not.toBeInTheDocument();
});

it("can only be read by editors", async () => {
  show({ own: version(1, DEFAULT) }, "editor");
  expect(await screen.findByRole("region", { name: "Text of the prompt" })).toHaveTextContent("Name the groups.");
  expect(screen.queryByRole("textbox", { name: "Text of the prompt" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Save|Insert|Put/ })).not.toBeInTheDocument();
});

import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { useSession } from "@/shared/api/session";
import { meKeys } from "@/shared/entities/me";
import { aMe } from "../../../../tests/support/factories";
import { makeTestClient, renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, refusal, startServer } from "../../../../tests/support/server";

import { AiPage } from "./page";

const server = startServer();
const provider = {
  id: "provider-1",
  kind: "chat",
  function: "",
  provider: "openai_compatible",
  base_url: "https://models.example.com/v1",
  model: "big-model",
  temperature: 0.4,
  max_tokens: null,
  extra: {},
  has_key: true,
  key_hint: "…9f3c",
  is_active: true,
  tested_at: null,
  test_ok: null,
  test_message: "",
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

function show() {
  useSession.setState({ status: "signed-in" });
  const client = makeTestClient();
  client.setQueryData(meKeys.all, aMe());
  server.use(
    on.get("/system/provider-settings/", () => many([provider])),
    on.get("/ai/model/", () => one({ provider: "local", model: "SmolLM2-135M-Instruct", skills: [], is_draft_quality: true })),
    on.get("/ai/functions/", () => one([{ name: "content.generate_content", title: "", operation: "generate_content", kind: "chat", prompt_version: "1", input_schema: {} }])),
    on.get("/accounts/sites/", () => many([])),
    on.post("/auth/refresh/", () => one({ access: "token", expires_in: 900, refresh: null })),
  );
  return renderWithProviders(<AiPage />, { client });
}

it("says what the provider said when its test fails, and how fast it was when it answers", async () => {
  const { user } = show();
  expect(await screen.findByText("Its texts are rough drafts")).toBeInTheDocument();
  server.use(on.post("/ai/provider-settings/provider-1/test/", () => one({ ok: false, code: "PROVIDER_KEY_REFUSED", message: "The provider refuses the key. Check it, or make a new one there.", model: "big-model", latency_ms: 210 })));
  await user.click(await screen.findByRole("button", { name: "Test" }));
  expect(await screen.findByText(/The test failed\. The provider refuses the key\. Check it, or make a new one there\./)).toBeInTheDocument();
  server.use(on.post("/ai/provider-settings/provider-1/test/", () => one({ ok: true, code: "", message: "big-model answered.", model: "big-model", latency_ms: 1840 })));
  await user.click(screen.getByRole("button", { name: "Test" }));
  expect(await screen.findByText("big-model answered in 1,840 ms.")).toBeInTheDocument();
});

it("leaves the stored key alone unless a new one is typed, and keeps what was typed when it is refused", async () => {
  const { user } = show();
  const sent: Record<string, unknown>[] = [];
  server.use(
    on.patch("/system/provider-settings/provider-1/", async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>);
      return refusal(400, { error: "api_key: Enter the key again.", code: "PROVIDER_SETTINGS_INVALID", fields: { api_key: ["Enter the key again: it was given for another provider or address."] } });
    }),
  );
  await user.click(await screen.findByRole("button", { name: /^More for OpenAI-compatible/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Change" }));
  const dialog = await screen.findByRole("dialog");
  const address = within(dialog).getByRole("textbox", { name: "Address of the endpoint" });
  await user.clear(address);
  await user.type(address, "https://other.example.com/v1");
  expect(within(dialog).getByText("The stored key was given for another address. Enter one for this one.")).toBeInTheDocument();
  await user.click(within(dialog).getByRole("button", { name: "Save provider" }));
  expect(await within(dialog).findByText("Enter the key again: it was given for another provider or address.")).toBeInTheDocument();
  expect(address).toHaveValue("https://other.example.com/v1");
  expect(sent).toHaveLength(1);
  expect(sent[0]).not.toHaveProperty("api_key");
  expect(sent[0]).not.toHaveProperty("kind");
  expect(sent[0]).toMatchObject({ base_url: "https://other.example.com/v1", temperature: 0.4, max_tokens: null });
});

import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { useSession } from "@/shared/api/session";
import { SiteProvider } from "@/shared/entities/site";
import { aMe, aSite } from "../../../../tests/support/factories";
import { renderWithProviders } from "../../../../tests/support/render";
import { many, on, one, startServer } from "../../../../tests/support/server";

import { ImagesPage } from "./page";

vi.mock("@/shared/api/session", async (load) => ({ ...(await load<typeof import("@/shared/api/session")>()), access: () => Promise.resolve("token") }));

const server = startServer();
const IMAGES = ["A jar in the sun", "Cold brew"].map((alt_text, n) => ({ id: `i${n}`, content_id: "c1", content_title: "Cold brew", role: "in_article", position: n, alt_text, prompt: "", error: "", sha256: "", status: "planned" }));

beforeEach(() => {
  useSession.getState().set("signed-in");
  server.use(
    on.get("/auth/me/", () => one(aMe({ role: "viewer" }))),
    on.get("/accounts/sites/", () => many([aSite()])),
    on.get("/writer/images/", ({ request }) => many(new URL(request.url).searchParams.get("alt_missing") === "true" ? IMAGES.slice(1) : IMAGES)),
  );
});

test("images whose text is to be written are found by the server among all of them", async () => {
  const { user, router } = renderWithProviders(
    <SiteProvider site={aSite()}>
      <ImagesPage />
    </SiteProvider>,
    { at: "/sites/home-coffee/writer/images", path: "/sites/:site/writer/images" },
  );
  expect(await screen.findByText("2 images")).toBeInTheDocument();
  await user.click(screen.getByRole("switch", { name: "Alt text to write" }));
  await waitFor(() => expect(screen.getByText("1 image")).toBeInTheDocument());
  expect(screen.queryByText("A jar in the sun")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: /image: Cold brew/ })).toBeInTheDocument();
  expect(router.state.location.search).toBe("?alt=1");
});

import { screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { aSite } from "@/../tests/support/factories";
import { makeTestClient, renderWithProviders } from "@/../tests/support/render";
import { SiteProvider } from "@/shared/entities/site";

import type { Content } from "../../api/content";
import { Desk } from "../model/desk";
import { DeskContext } from "../use-desk";

import { WebsiteBanner } from "./website-banner";

beforeEach(() => localStorage.clear());

const CONFLICT = { state: "conflict", integration_id: "integration-1", conflict_id: "conflict-1" };
const content = (sync: Content["sync"]): Content =>
  ({ id: "c1", site_id: "site-1", title: "Coffee", html: "<p>Text.</p>", meta_title: "", meta_description: "", structure: [], status: "published", current_version: 3, sync }) as unknown as Content;

function show(sync: Content["sync"], canEdit = true) {
  const client = makeTestClient();
  const desk = new Desk(content(sync), client, canEdit);
  const view = renderWithProviders(
    <SiteProvider site={aSite()}>
      <DeskContext value={desk}>
        <WebsiteBanner canEdit={canEdit} />
      </DeskContext>
    </SiteProvider>,
    { client, at: "/sites/home-coffee/writer/content/c1" },
  );
  return { ...view, desk };
}

const PAGES = "/sites/home-coffee/settings/integrations/integration-1";
it.each([
  [CONFLICT, true, "This text was also changed on the website. Nothing is overwritten on either side until somebody chooses.", "Choose what stays", `${PAGES}/conflicts/conflict-1`],
  [{ ...CONFLICT, conflict_id: null }, true, "This text was also changed on the website. Nothing is overwritten on either side until somebody chooses.", "Choose what stays", `${PAGES}/conflicts`],
  [CONFLICT, false, "This text was also changed on the website. Nothing is overwritten on either side until somebody chooses.", "See both texts", `${PAGES}/conflicts/conflict-1`],
  [{ ...CONFLICT, state: "remote_deleted", conflict_id: null }, true, "This text was deleted on the website. Nothing happens to it here until somebody decides.", "Decide about it", `${PAGES}/deletions`],
])("says of %j what waits and leads there", (sync, canEdit, sentence, link, to) => {
  show(sync, canEdit);
  expect(screen.getByText(sentence)).toBeInTheDocument();
  expect(screen.getByRole("link", { name: link })).toHaveAttribute("href", to);
});

it.each([null, { ...CONFLICT, state: "in_sync", conflict_id: null }, { ...CONFLICT, state: "local_changed", conflict_id: null }])("says nothing of %j", (sync) => {
  show(sync);
  expect(screen.queryByText(/website/)).not.toBeInTheDocument();
});

it("goes once it was decided", async () => {
  const { desk } = show(CONFLICT);
  expect(screen.getByRole("link")).toBeInTheDocument();
  desk.receive(content({ ...CONFLICT, state: "in_sync", conflict_id: null }));
  await expect.poll(() => screen.queryByRole("link")).toBeNull();
});

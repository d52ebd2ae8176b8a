/** Every page there is. `tests/architecture` compares this list with the dashboard's routes, so a new page cannot be left out. */
import type { Seeded } from "./seeded.ts";

export interface ListedPage {
  /** Name of its screenshot. */
  name: string;
  /** The route as the dashboard declares it. */
  route: string;
  path: (seed: Seeded) => string;
  /** Open pages are looked at signed out. */
  open?: true;
}

const ofSite = (route: string, name = route.replaceAll("/", "-"), path = route): ListedPage => ({
  name,
  route: `sites/:site/${route}`,
  path: (seed) => `/sites/${seed.site.slug}/${path}`,
});
const ofAccount = (route: string, name = route.replaceAll("/", "-")): ListedPage => ({ name, route, path: () => `/${route}` });
const open = (route: string, query = ""): ListedPage => ({ name: route, route, path: () => `/${route}${query}`, open: true });
const withId = (route: string, name: string, id: (seed: Seeded) => string): ListedPage => ({
  name,
  route: `sites/:site/${route}`,
  path: (seed) => `/sites/${seed.site.slug}/${route.replace(":id", id(seed))}`,
});
/** The seeded connection has an application password and is switched off: nothing is called, so there is nothing that came in. */
const ofIntegration = (rest = ""): Pick<ListedPage, "path"> => ({ path: (seed) => `/sites/${seed.site.slug}/settings/integrations/${seed.ids.integration}${rest}` });

export const pages: ListedPage[] = [
  open("sign-in"),
  open("sign-up"),
  open("forgot-password"),
  open("reset-password", "?token=nothing"),
  open("verify-email", "?token=nothing"),
  open("accept-invitation", "?token=nothing"),
  ofAccount("welcome"),
  ofAccount("sites"),
  ofSite("home"),
  ofSite("planner/keywords"),
  ofSite("planner/import"),
  ofSite("planner/imports"),
  withId("planner/imports/:id", "planner-imported", (seed) => seed.ids.import),
  ofSite("planner/opportunities"),
  ofSite("planner/clusters"),
  { ...ofSite("planner/clusters", "planner-clusters-map", "planner/clusters?view=map") },
  withId("planner/clusters/:id", "planner-cluster", (seed) => seed.ids.cluster),
  ofSite("planner/ideas"),
  ofSite("writer/tasks"),
  ofSite("writer/content"),
  withId("writer/content/:id", "writer-editor", (seed) => seed.ids.content),
  ofSite("writer/images"),
  ofSite("writer/calendar"),
  ofSite("writer/review"),
  ofSite("writer/published"),
  ofSite("runs"),
  ofSite("deployments"),
  ofSite("settings", "site-settings"),
  ofSite("settings/search-engines"),
  ofSite("settings/integrations", "integrations"),
  ofSite("settings/integrations/connect", "integrations-connect", "settings/integrations/connect?way=plugin"),
  { ...ofSite("settings/integrations/connect", "integrations-connect-password"), path: (seed) => `/sites/${seed.site.slug}/settings/integrations/connect?way=password` },
  { ...ofSite("settings/integrations/:integration", "integration"), ...ofIntegration() },
  { ...ofSite("settings/integrations/:integration/items", "integration-items"), ...ofIntegration("/items") },
  { ...ofSite("settings/integrations/:integration/log", "integration-log"), ...ofIntegration("/log") },
  { ...ofSite("settings/integrations/:integration/conflicts", "integration-conflicts"), ...ofIntegration("/conflicts") },
  // A conflict needs a website that was changed: the journeys with WordPress see one, here it is what is shown of a gone one.
  { ...ofSite("settings/integrations/:integration/conflicts/:conflict", "integration-conflict"), path: (seed) => `/sites/${seed.site.slug}/settings/integrations/${seed.ids.integration}/conflicts/00000000-0000-7000-8000-000000000000` },
  { ...ofSite("settings/integrations/:integration/deletions", "integration-deletions"), ...ofIntegration("/deletions") },
  ofAccount("billing"),
  ofAccount("billing/usage"),
  ofAccount("billing/transactions"),
  ofAccount("thinker/prompts"),
  { ...ofAccount("thinker/prompts/:function", "thinker-prompt"), path: () => "/thinker/prompts/content.generate_content" },
  ofAccount("thinker/authors"),
  ofAccount("settings/general"),
  ofAccount("settings/users"),
  ofAccount("settings/access"),
  ofAccount("settings/ai"),
  ofAccount("settings/api-keys"),
  ofAccount("settings/account"),
  ofAccount("settings/audit-log"),
  ofAccount("notifications"),
  ofAccount("help"),
  { ...ofAccount("help/:article", "help-article"), path: () => "/help/credits" },
];

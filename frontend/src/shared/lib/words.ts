/** The words of the product: nouns with their plurals, and every value of the API as people read it. */
import type { Schema } from "@/shared/api/client";

export type Tone = "neutral" | "accent" | "success" | "warning" | "danger" | "info";
export type Stage = "keywords" | "clusters" | "ideas" | "tasks" | "content" | "links" | "score" | "published";

export interface Word {
  label: string;
  tone: Tone;
  /** One sentence, for tooltips and choices. */
  explain: string;
}

const noun = (one: string, other = `${one}s`) => ({ one, other });

export const NOUNS = {
  account: noun("account"),
  action: noun("action"),
  answer: noun("answer"),
  "API key": noun("API key"),
  article: noun("article"),
  attempt: noun("attempt"),
  author: noun("author"),
  category: noun("category", "categories"),
  change: noun("change"),
  character: noun("character"),
  click: noun("click"),
  cluster: noun("cluster"),
  column: noun("column"),
  comment: noun("comment"),
  conflict: noun("conflict"),
  credit: noun("credit"),
  day: noun("day"),
  decision: noun("decision"),
  deployment: noun("deployment"),
  draft: noun("draft"),
  duplicate: noun("duplicate"),
  entry: noun("entry", "entries"),
  error: noun("error"),
  event: noun("event"),
  file: noun("file"),
  filter: noun("filter"),
  group: noun("group"),
  heading: noun("heading"),
  hour: noun("hour"),
  idea: noun("idea"),
  image: noun("image"),
  import: noun("import"),
  invitation: noun("invitation"),
  issue: noun("issue"),
  item: noun("item"),
  keyword: noun("keyword"),
  line: noun("line"),
  link: noun("link"),
  match: noun("match", "matches"),
  message: noun("message"),
  minute: noun("minute"),
  month: noun("month"),
  notification: noun("notification"),
  operation: noun("operation"),
  opportunity: noun("opportunity", "opportunities"),
  page: noun("page"),
  paragraph: noun("paragraph"),
  person: noun("person", "people"),
  piece: noun("piece of content", "pieces of content"),
  point: noun("point"),
  post: noun("post"),
  problem: noun("problem"),
  prompt: noun("prompt"),
  publication: noun("publication"),
  request: noun("request"),
  result: noun("result"),
  row: noun("row"),
  run: noun("run"),
  search: noun("search", "searches"),
  second: noun("second"),
  section: noun("section"),
  sector: noun("sector"),
  sentence: noun("sentence"),
  session: noun("session"),
  site: noun("site"),
  spoke: noun("spoke"),
  step: noun("step"),
  suggestion: noun("suggestion"),
  task: noun("task"),
  text: noun("text"),
  token: noun("token"),
  transaction: noun("transaction"),
  try: noun("try", "tries"),
  user: noun("user"),
  version: noun("version"),
  view: noun("view"),
  visitor: noun("visitor"),
  warning: noun("warning"),
  week: noun("week"),
  word: noun("word"),
  year: noun("year"),
} satisfies Record<string, { one: string; other: string }>;

export type Noun = keyof typeof NOUNS;

type Table<Value extends string> = Record<Value, Word>;
type Row = readonly [label: string, tone: Tone, explain: string];

function table<Value extends string>(rows: Record<Value, Row>): Table<Value> {
  return Object.fromEntries(Object.entries<Row>(rows).map(([value, [label, tone, explain]]) => [value, { label, tone, explain }])) as Table<Value>;
}

const STATUS = {
  keyword: table<Schema<"KeywordStatus">>({
    new: ["New", "info", "Not in a cluster yet."],
    clustered: ["Clustered", "accent", "Belongs to a cluster that nothing is written for yet."],
    used: ["Used", "success", "An idea or a text is about it."],
    archived: ["Archived", "neutral", "Kept, but left out of clustering and counts."],
  }),
  cluster: table<"active" | "archived">({
    active: ["Active", "success", "Takes part in planning."],
    archived: ["Archived", "neutral", "Kept, but left out of planning."],
  }),
  idea: table<Schema<"IdeaStatus">>({
    draft: ["To decide", "warning", "Waits for somebody to approve or reject it."],
    approved: ["Approved", "info", "May be sent to the writer."],
    queued: ["Queued", "info", "The writer has a task for it."],
    completed: ["Written", "success", "Its text is there."],
    rejected: ["Rejected", "neutral", "Will not be written, and not be suggested again."],
  }),
  task: table<Schema<"TaskStatus">>({
    queued: ["Queued", "neutral", "Waits to be written."],
    in_progress: ["Being written", "info", "A text is being written for it now."],
    completed: ["Written", "success", "Its text is there."],
    failed: ["Failed", "danger", "Writing it failed. Nothing was charged, and it can be tried again."],
    cancelled: ["Cancelled", "neutral", "Somebody decided not to write it."],
  }),
  content: table<Schema<"ContentStatus">>({
    draft: ["Draft", "neutral", "Still being worked on."],
    in_review: ["In review", "warning", "Waits for somebody's approval."],
    changes_requested: ["Changes asked", "warning", "A reviewer wants something changed first."],
    approved: ["Approved", "info", "May be published as it is now."],
    scheduled: ["Scheduled", "info", "Will be published by itself at its time."],
    published: ["Published", "success", "Readers can see it."],
    archived: ["Archived", "neutral", "Kept, but out of the way."],
  }),
  image: table<Schema<"ImageStatus">>({
    planned: ["Planned", "neutral", "Described, and not made yet."],
    queued: ["Being made", "info", "Waits for its turn or is being made."],
    ready: ["Ready", "success", "Made and stored."],
    failed: ["Failed", "danger", "Making it failed. Nothing was charged, and it can be tried again."],
  }),
  publication: table<Schema<"PublicationStatus">>({
    planned: ["Planned", "info", "Will be sent when its time comes."],
    sending: ["Publishing", "info", "Is being sent to the destination now."],
    unknown: ["Being checked", "warning", "The destination gave no clear answer, so it is looked up before anything is sent again."],
    scheduled: ["Scheduled", "info", "Lies at the destination, which shows it when its time comes."],
    live: ["Live", "success", "Readers can see it at the destination."],
    failed: ["Failed", "danger", "The destination refused it or could not be reached."],
    unpublished: ["Taken down", "neutral", "Was live and has been removed from the destination."],
  }),
  run: table<Schema<"RunStatus">>({
    pending: ["Waiting", "neutral", "Waits for its turn. A few run at once on each site."],
    waiting: ["Waiting to try again", "warning", "The provider asked for a pause, so it tries again by itself."],
    running: ["Running", "info", "At work now. It goes on if this page is left."],
    succeeded: ["Done", "success", "Finished, and its result is saved."],
    failed: ["Failed", "danger", "Ended without a result. Nothing was charged."],
    cancelled: ["Cancelled", "neutral", "Stopped by somebody. What was reserved has been given back."],
  }),
  deployment: table<Schema<"DeploymentStatus">>({
    pending: ["Waiting", "neutral", "Will be built in a moment."],
    rendering: ["Being built", "info", "Its pages are being written."],
    live: ["Live", "success", "What visitors see now."],
    superseded: ["Replaced", "neutral", "A newer version is live. It can be brought back."],
    failed: ["Failed", "danger", "Building it failed. What was live before still is."],
    removed: ["Removed", "neutral", "Its files are gone, so it cannot be brought back."],
  }),
  import: table<Schema<"ImportStatus">>({
    pending: ["Waiting", "neutral", "Will begin in a moment."],
    running: ["Importing", "info", "Rows are being read. It goes on if this page is left."],
    done: ["Imported", "success", "All rows were read; those left out are listed with the reason."],
    failed: ["Failed", "danger", "The file could not be read to its end."],
  }),
  site: table<Schema<"SiteStatus">>({
    active: ["Active", "success", "Works as set up."],
    paused: ["Paused", "warning", "Nothing is published or run by itself."],
    archived: ["Archived", "neutral", "Read only, and out of the lists."],
  }),
  sector: table<Schema<"SectorStatus">>({
    active: ["Active", "success", "A topic area in use."],
    archived: ["Archived", "neutral", "Kept, but out of the lists."],
  }),
  account: table<Schema<"AccountStatus">>({
    active: ["Active", "success", "Everything can be used."],
    trial: ["Trial", "info", "Runs on the credits it was given at the start."],
    suspended: ["Suspended", "danger", "Can be read, and nothing new can be started."],
    cancelled: ["Cancelled", "neutral", "Closed."],
  }),
};

export type StatusKind = keyof typeof STATUS;

/** A status in words; one this build does not know yet is shown as it is called. */
export function statusWord(kind: StatusKind, status: string): Word {
  return (STATUS[kind] as Record<string, Word>)[status] ?? { label: readable(status), tone: "neutral", explain: "" };
}

/** The statuses of a kind, in their order, for filters. */
export function statusOptions(kind: StatusKind): { value: string; label: string; explain: string }[] {
  return Object.entries<Word>(STATUS[kind]).map(([value, { label, explain }]) => ({ value, label, explain }));
}

export const INTENT = table<Schema<"Intent">>({
  informational: ["Informational", "neutral", "People want to learn something."],
  commercial: ["Commercial", "neutral", "People compare before they buy."],
  transactional: ["Transactional", "neutral", "People want to buy or act now."],
  navigational: ["Navigational", "neutral", "People look for a certain site or brand."],
});

export const ROLE = table<Schema<"RoleName">>({
  developer: ["IGNY8 staff", "neutral", "Helps every account; each visit is written to the audit log."],
  owner: ["Owner", "neutral", "Everything, with all sites, people and billing."],
  admin: ["Administrator", "neutral", "People, settings, billing and all sites."],
  editor: ["Editor", "neutral", "Creates, edits, runs AI and publishes on the sites shared with them."],
  viewer: ["Viewer", "neutral", "Reads the sites shared with them."],
  system_bot: ["Automation", "neutral", "What IGNY8 does by itself."],
});

export const CONTENT_TYPE = table<Schema<"ContentType">>({
  post: ["Post", "neutral", "An article in the blog."],
  page: ["Page", "neutral", "A page of the site outside the blog."],
  product: ["Product", "neutral", "The description of something sold."],
  service: ["Service", "neutral", "The description of something done for customers."],
  category: ["Category", "neutral", "The text above a list of posts or products."],
  taxonomy: ["Tag page", "neutral", "The text above everything with one tag or attribute."],
});

export const CONTENT_SOURCE = table<Schema<"ContentSource">>({
  igny8: ["IGNY8", "neutral", "Written here."],
  wordpress: ["WordPress", "neutral", "Comes from a connected WordPress."],
  shopify: ["Shopify", "neutral", "Comes from a connected shop."],
  import: ["Imported", "neutral", "Was brought in from a file."],
});

export const KEYWORD_SOURCE = table<Schema<"KeywordSource">>({
  manual: ["Typed", "neutral", "Somebody typed it."],
  csv: ["Imported", "neutral", "Comes from an imported file."],
  seed: ["Starter list", "neutral", "Comes from the starting points of the industry."],
  api: ["API", "neutral", "Was sent by a program."],
});

export const PAGE_ROLE = table<Schema<"PageRole">>({
  pillar: ["Pillar", "accent", "The main page of its cluster, which the others link to."],
  spoke: ["Spoke", "neutral", "A page about one part of the topic, which links to the pillar."],
});

export const VERSION_CAUSE = table<Schema<"VersionCause">>({
  ai: ["Written by AI", "accent", "A model wrote or rewrote it."],
  human: ["Edited", "neutral", "Somebody changed it."],
  link: ["Linked", "neutral", "Links to other pages were added or taken out."],
  optimize: ["Optimised", "neutral", "It was rewritten for a better score."],
  sync: ["Synced", "info", "It was changed at the destination, and the change was taken over."],
  restore: ["Restored", "warning", "An earlier version was brought back."],
});

export const IMAGE_ROLE = table<Schema<"ImageRole">>({
  featured: ["Featured", "neutral", "Shown at the top and in lists."],
  in_article: ["In the text", "neutral", "Shown inside the text."],
  social: ["Social", "neutral", "Shown when the page is shared."],
});

export const SITE_TYPE = table<Schema<"SiteType">>({
  new: ["New site", "neutral", "Nothing is online yet."],
  existing: ["Existing site", "neutral", "Is online, and gets more pages."],
  hybrid: ["Both", "neutral", "Some pages are online, others begin here."],
});

export const HOSTING = table<Schema<"HostingType">>({
  igny8_sites: ["IGNY8 Sites", "neutral", "We build and serve the pages."],
  wordpress: ["WordPress", "neutral", "Published to a WordPress through its plugin."],
  shopify: ["Shopify", "neutral", "Published to a shop."],
  custom: ["Custom", "neutral", "Sent to your own system by signed webhooks."],
  multi: ["Several", "neutral", "Published to more than one place."],
});

export const PUBLISH_POLICY = table<Schema<"PublishPolicy">>({
  auto: ["Without review", "neutral", "Editors publish at once."],
  review: ["After review", "neutral", "Somebody approves a text before it is published."],
  draft_only: ["Drafts only", "neutral", "Nothing is published from here; texts stay drafts."],
});

export const TRANSACTION_KIND = table<Schema<"TransactionKind">>({
  grant: ["Given", "success", "Credits given by IGNY8."],
  purchase: ["Bought", "success", "Credits that were bought."],
  monthly: ["Monthly credits", "success", "The credits of the plan for a month."],
  reserve: ["Reserved", "neutral", "Set aside while a run works; it cannot be spent twice."],
  settle: ["Spent", "neutral", "The true cost of a finished run."],
  release: ["Given back", "neutral", "Was reserved and not needed."],
  adjust: ["Corrected", "warning", "Changed by staff, with a reason."],
  refund: ["Refunded", "success", "Paid back."],
});

export const TAXONOMY_TYPE = table<Schema<"TaxonomyType">>({
  category: ["Category", "neutral", "A branch of the blog."],
  tag: ["Tag", "neutral", "A word several posts share."],
  cluster: ["Cluster", "neutral", "The topic a text belongs to."],
  product_category: ["Product category", "neutral", "A branch of the shop."],
  attribute: ["Attribute", "neutral", "A property of products."],
});

export const PROVIDER = table<Schema<"ProviderName">>({
  openai: ["OpenAI", "neutral", "Text, images and embeddings by OpenAI, with your key."],
  openai_compatible: ["OpenAI-compatible", "neutral", "Any server that speaks the same protocol, at an address of your own."],
  runware: ["Runware", "neutral", "Images by Runware, with your key."],
  local: ["Built in", "neutral", "A small model on this server: free of keys, and modest in quality."],
});

export const PROVIDER_KIND = table<Schema<"ProviderKind">>({
  chat: ["Text", "neutral", "Writes and sorts text."],
  images: ["Images", "neutral", "Makes pictures."],
  embeddings: ["Similarity", "neutral", "Tells which keywords mean the same."],
});

export const BILLING_CYCLE = table<Schema<"BillingCycle">>({
  monthly: ["Monthly", "neutral", "Paid each month."],
  annual: ["Yearly", "neutral", "Paid once a year."],
});

export const SUPPORT_LEVEL = table<Schema<"SupportLevel">>({
  basic: ["Basic", "neutral", "Answers by e-mail."],
  priority: ["Priority", "neutral", "Answers by e-mail, before others."],
  enterprise: ["Enterprise", "neutral", "A person of your own to call."],
});

/** Phases of a run, in their order. */
export const RUN_PHASE = table<Schema<"Phase">>({
  INIT: ["Getting ready", "neutral", "The request is checked and credits are reserved."],
  PREP: ["Reading what it needs", "neutral", "Keywords, texts and settings are gathered."],
  AI_CALL: ["Asking the model", "neutral", "The model is at work."],
  PARSE: ["Checking the answer", "neutral", "The answer is checked against what was asked."],
  SAVE: ["Saving", "neutral", "The result is stored and the true cost is charged."],
  DONE: ["Done", "success", "The result is there."],
});

const OPERATIONS = table<string>({
  auto_cluster: ["Cluster keywords", "neutral", "Keywords that one page can answer are grouped."],
  generate_ideas: ["Draft ideas", "neutral", "Ideas for pages are drafted for a cluster."],
  generate_content: ["Write articles", "neutral", "A text is written from a task."],
  generate_image_prompts: ["Plan images", "neutral", "The images of a text are described."],
  generate_images: ["Make images", "neutral", "Described images are made."],
  link_content: ["Link content", "neutral", "A text is linked to the rest of the site."],
  optimize_content: ["Optimise content", "neutral", "A text is rewritten for a better score."],
  generate_site_structure: ["Plan a site", "neutral", "The pages and menus of a site are planned."],
  generate_page: ["Write site pages", "neutral", "A page of a site is written."],
});

/** An operation of the price list, or an AI function (`planning.auto_cluster`), in words. */
export function operationWord(operation: string): Word {
  const name = operation.split(".").pop() ?? operation;
  return OPERATIONS[name] ?? { label: readable(name), tone: "neutral", explain: "" };
}

export const operationOptions: readonly { value: string; label: string }[] = Object.entries(OPERATIONS).map(([value, { label }]) => ({ value, label }));

export const STAGE = table<Stage>({
  keywords: ["Keywords", "neutral", "What people search for."],
  clusters: ["Clusters", "neutral", "Keywords that one page can answer."],
  ideas: ["Ideas", "neutral", "Pages that could be written."],
  tasks: ["Tasks", "neutral", "Pages that will be written."],
  content: ["Content", "neutral", "Texts that are written."],
  links: ["Links", "neutral", "How the pages lead to each other."],
  score: ["Score", "neutral", "How good each page is for its topic."],
  published: ["Published", "neutral", "What readers can see."],
});

/** A table as options for Select, RadioCards and filters, in its order. */
export function optionsOf<Value extends string>(words: Table<Value>): { value: Value; label: string; description: string }[] {
  return Object.entries<Word>(words).map(([value, { label, explain }]) => ({ value: value as Value, label, description: explain }));
}

/** The word of a value; one this build does not know yet is shown as it is called. */
export function wordOf<Value extends string>(words: Table<Value>, value: Value): Word {
  return (words as Partial<Table<Value>>)[value] ?? { label: readable(value), tone: "neutral", explain: "" };
}

function readable(value: string): string {
  const text = value.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

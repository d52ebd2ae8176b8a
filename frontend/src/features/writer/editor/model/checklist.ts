/** What a search engine and a reader look for, computed from the text as it is being typed. Facts with a fix, no score. */
import type { TextFacts } from "./facts";
import { mentions, plain } from "./facts";
import { DESCRIPTION_FONT, DESCRIPTION_PX, type Measure, measureText, TITLE_FONT, TITLE_PX } from "./measure";

export type CheckState = "good" | "improve" | "missing";
/** Where the fix is made. */
export type CheckPlace = "title" | "meta_title" | "meta_description" | "slug" | "keyword" | "text" | "images";

export interface Check {
  id: string;
  state: CheckState;
  /** What was found, as a fact. */
  says: string;
  /** What to do; empty when it is good. */
  fix: string;
  place: CheckPlace;
}

export interface CheckInput {
  title: string;
  metaTitle: string;
  metaDescription: string;
  slug: string;
  keyword: string;
  facts: TextFacts;
  /** Words asked for; null when nobody asked for a number. */
  targetWords: number | null;
  hasFeaturedImage: boolean;
}

export interface CheckGroup {
  title: string;
  checks: Check[];
}

const number = new Intl.NumberFormat("en");
const SHORT_TITLE_PX = 250;
const SHORT_DESCRIPTION_PX = 400;
const NEAR = 0.1;

export function checklist(input: CheckInput, measure: Measure = measureText): CheckGroup[] {
  return [
    { title: "Search result", checks: [titleCheck(input, measure), descriptionCheck(input, measure), slugCheck(input)] },
    { title: "Main keyword", checks: keywordChecks(input) },
    { title: "Text", checks: [lengthCheck(input), headingsCheck(input.facts), paragraphsCheck(input.facts)] },
    { title: "Links and images", checks: [linksCheck(input.facts), emptyLinksCheck(input.facts), altCheck(input.facts), featuredCheck(input)].filter((one) => one !== null) },
  ];
}

function check(id: string, place: CheckPlace, state: CheckState, says: string, fix = ""): Check {
  return { id, place, state, says, fix };
}

function titleCheck({ title, metaTitle }: CheckInput, measure: Measure): Check {
  const own = metaTitle.trim() !== "";
  const text = own ? metaTitle : title;
  const px = Math.round(measure(text.trim(), TITLE_FONT));
  const place = own ? "meta_title" : "title";
  if (px === 0) return check("title", place, "missing", "There is no title.", "Say in a few words what the page is about.");
  if (px > TITLE_PX) return check("title", "meta_title", "improve", `The title is ${px} px wide and is cut at ${TITLE_PX} px.`, own ? "Shorten the meta title." : "Write a shorter meta title; the headline may stay.");
  if (px < SHORT_TITLE_PX) return check("title", "meta_title", "improve", `The title is ${px} px wide; there is room for ${TITLE_PX} px.`, "Say more about what the reader gets.");
  return check("title", place, "good", `The title fits: ${px} of ${TITLE_PX} px.`);
}

function descriptionCheck({ metaDescription }: CheckInput, measure: Measure): Check {
  const px = Math.round(measure(metaDescription.trim(), DESCRIPTION_FONT));
  const place = "meta_description";
  if (px === 0) return check("description", place, "missing", "There is no meta description.", "Write one or two sentences that answer why to open the page.");
  if (px > DESCRIPTION_PX.desktop) return check("description", place, "improve", `The meta description is ${px} px wide and is cut at ${DESCRIPTION_PX.desktop} px.`, "Shorten it, or put what matters first.");
  if (px > DESCRIPTION_PX.phone) return check("description", place, "good", `The meta description fits on a desktop: ${px} of ${DESCRIPTION_PX.desktop} px. Phones cut it at ${DESCRIPTION_PX.phone} px.`);
  if (px < SHORT_DESCRIPTION_PX) return check("description", place, "improve", `The meta description is ${px} px wide; there is room for ${DESCRIPTION_PX.phone} px.`, "Add what sets this page apart.");
  return check("description", place, "good", `The meta description fits everywhere: ${px} px.`);
}

function slugCheck({ slug }: CheckInput): Check {
  const parts = slug.split("-").filter(Boolean).length;
  if (slug.length > 75 || parts > 8) return check("slug", "slug", "improve", `The address is long: ${parts} words.`, "Keep the words people search for.");
  return check("slug", "slug", "good", "The address is short enough to read.");
}

function keywordChecks({ keyword, title, metaTitle, slug, metaDescription, facts }: CheckInput): Check[] {
  if (plain(keyword) === "") return [check("keyword", "keyword", "missing", "No main keyword is set.", "Choose what this page wants to be found for, under Details.")];
  const places: [id: string, place: CheckPlace, where: string, text: string, fix: string][] = [
    ["keyword-title", metaTitle ? "meta_title" : "title", metaTitle ? "meta title" : "title", metaTitle || title, "Put it near the beginning."],
    ["keyword-h1", "title", "headline", title, "The headline is the page's h1; name the subject in it."],
    ["keyword-first", "text", "first paragraph", facts.firstParagraph, "Name the subject in the first sentences."],
    ["keyword-description", "meta_description", "meta description", metaDescription, "Result pages print it in bold there."],
    ["keyword-slug", "slug", "address", slug.replaceAll("-", " "), "Use the keyword as the address, while the page is not live."],
  ];
  const checks = places.map(([id, place, where, text, fix]) => {
    const found = mentions(text, keyword);
    if (found === "whole") return check(id, place, "good", `In the ${where}.`);
    if (found === "parts") return check(id, place, id === "keyword-first" || id === "keyword-description" ? "good" : "improve", `All its words are in the ${where}, not together.`, fix);
    return check(id, place, id === "keyword-description" ? "improve" : "missing", `Not in the ${where}.`, fix);
  });
  return metaTitle ? checks : checks.filter((one) => one.id !== "keyword-title");
}

function lengthCheck({ facts, targetWords }: CheckInput): Check {
  const { words } = facts;
  const count = `${number.format(words)} ${words === 1 ? "word" : "words"}`;
  if (words === 0) return check("length", "text", "missing", "There is no text yet.", "Write, or let a draft be written.");
  if (targetWords === null) return check("length", "text", "good", `${count}. No length was asked for.`);
  const asked = number.format(targetWords);
  if (words < targetWords * (1 - NEAR)) return check("length", "text", "improve", `${count} of the ${asked} asked for.`, `About ${number.format(targetWords - words)} to go; lengthen the thinnest section first.`);
  if (words > targetWords * 1.5) return check("length", "text", "improve", `${count}, where ${asked} were asked for.`, "See whether a section should be a page of its own.");
  return check("length", "text", "good", `${count} of the ${asked} asked for.`);
}

function headingsCheck({ headings, words }: TextFacts): Check {
  if (headings.some((one) => one.text === "")) return check("headings", "text", "improve", "A heading is empty.", "Fill it in or delete it.");
  const high = headings.find((one) => one.level === 1);
  if (high) return check("headings", "text", "improve", `“${short(high.text)}” is a second h1.`, "The title is the h1; make this one an h2.");
  let before = 1;
  for (const one of headings) {
    if (one.level > before + 1) return check("headings", "text", "improve", `“${short(one.text)}” jumps from h${before} to h${one.level}.`, `Make it an h${before + 1}.`);
    before = one.level;
  }
  const sections = headings.filter((one) => one.level === 2).length;
  if (words > 300 && sections < 2) return check("headings", "text", "improve", sections === 0 ? "The text has no headings." : "The text has one heading.", "Divide it where the subject changes, so that it can be skimmed.");
  return check("headings", "text", "good", `${sections} ${sections === 1 ? "section" : "sections"}, no level left out.`);
}

function paragraphsCheck({ longParagraphs }: TextFacts): Check {
  if (longParagraphs > 0) return check("paragraphs", "text", "improve", `${longParagraphs} ${longParagraphs === 1 ? "paragraph has" : "paragraphs have"} more than 150 words.`, "Divide them; phones show them as walls.");
  return check("paragraphs", "text", "good", "Paragraphs are short enough to read on a phone.");
}

function linksCheck({ links, words }: TextFacts): Check {
  const inside = links.filter((one) => one.isInternal).length;
  const outside = links.length - inside;
  const says = `${inside} internal, ${outside} external ${links.length === 1 ? "link" : "links"}.`;
  if (inside === 0 && words > 300) return check("links", "text", "improve", says, "Link to a page of your own that says more.");
  return check("links", "text", "good", says);
}

function emptyLinksCheck({ links }: TextFacts): Check | null {
  const bad = links.find((one) => one.text === "" || /^(here|click here|this|link|read more|more)$/i.test(one.text));
  return bad ? check("link-texts", "text", "improve", bad.text === "" ? "A link has no text." : `A link says only “${bad.text}”.`, "Say where it leads.") : null;
}

function altCheck({ images }: TextFacts): Check {
  const without = images.filter((one) => one.alt === "").length;
  if (images.length === 0) return check("alt", "images", "good", "No images stand in the text.");
  if (without > 0) return check("alt", "images", "improve", `${without} of ${images.length} ${images.length === 1 ? "image has" : "images have"} no alternative text.`, "Describe what is on it, for people who do not see it.");
  return check("alt", "images", "good", images.length === 1 ? "The image has alternative text." : `All ${images.length} images have alternative text.`);
}

function featuredCheck({ hasFeaturedImage }: CheckInput): Check {
  return hasFeaturedImage ? check("featured", "images", "good", "A featured image is there.") : check("featured", "images", "improve", "There is no featured image.", "It stands in lists and where the page is shared.");
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 38).trimEnd()}…` : text;
}

/** How many points are open. */
export function openCount(groups: readonly CheckGroup[]): number {
  return groups.reduce((sum, group) => sum + group.checks.filter((one) => one.state !== "good").length, 0);
}

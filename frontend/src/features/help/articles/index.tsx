import { BookA, Coins, Keyboard, type LucideIcon, Route, Users } from "lucide-react";
import type { ComponentType } from "react";

import { CreditsArticle } from "./credits";
import { GlossaryArticle } from "./glossary";
import { KeyboardArticle } from "./keyboard";
import { KeywordsToPagesArticle } from "./keywords-to-pages";
import { RolesArticle } from "./roles";

export interface Article {
  slug: string;
  title: string;
  summary: string;
  icon: LucideIcon;
  Text: ComponentType;
}

/** In the order somebody new reads them. */
export const ARTICLES: readonly Article[] = [
  { slug: "from-keywords-to-pages", title: "From keywords to pages", summary: "The five steps from an export of your keyword tool to a page readers can find.", icon: Route, Text: KeywordsToPagesArticle },
  { slug: "credits", title: "How credits work", summary: "What costs credits, when they are charged, and what happens when something fails.", icon: Coins, Text: CreditsArticle },
  { slug: "roles", title: "Who may do what", summary: "Owners, administrators, editors and viewers, and how sites are shared.", icon: Users, Text: RolesArticle },
  { slug: "keyboard", title: "Keyboard", summary: "Every shortcut of the dashboard, its lists and its editor.", icon: Keyboard, Text: KeyboardArticle },
  { slug: "glossary", title: "Glossary", summary: "The words of the dashboard, each in one sentence.", icon: BookA, Text: GlossaryArticle },
];

import { ArrowRight, ClipboardList, FileUp, Sprout, type LucideIcon } from "lucide-react";
import { Link } from "react-router";

import { type Site, sitePath } from "@/shared/entities/site";

interface Way {
  to: string;
  icon: LucideIcon;
  title: string;
  body: string;
}

const WAYS: readonly Way[] = [
  { to: "planner/import", icon: FileUp, title: "Import an export", body: "Semrush, Ahrefs, Search Console, Keyword Planner, Moz, Ubersuggest, or any table with a column of keywords." },
  { to: "planner/keywords?add=list", icon: ClipboardList, title: "Paste a list", body: "One keyword a line. Volumes can come later." },
  { to: "planner/keywords?add=seeds", icon: Sprout, title: "Begin with suggestions", body: "First keywords of your industry, to see how everything works." },
];

/** The last step: everything begins with keywords. */
export function KeywordStart({ site }: { site: Site }) {
  return (
    <div className="grid gap-4">
      <p className="text-muted">Everything here begins with keywords. Where do yours come from?</p>
      <ul className="grid gap-2">
        {WAYS.map(({ icon: Icon, ...way }) => (
          <li key={way.to}>
            <Link to={sitePath(site.slug, way.to)} className="flex items-center gap-4 rounded-lg border bg-surface p-4 transition-colors hover:border-line-strong">
              <Icon className="size-5 shrink-0 text-accent" aria-hidden="true" />
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">{way.title}</span>
                <span className="block text-pretty text-muted">{way.body}</span>
              </span>
              <ArrowRight className="size-4 shrink-0 text-faint" aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
      <p>
        <Link to={sitePath(site.slug, "home")} className="text-accent underline-offset-3 hover:underline">
          Look around first
        </Link>
      </p>
    </div>
  );
}

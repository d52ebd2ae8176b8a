import type { ReactNode } from "react";
import { Link } from "react-router";

/** One measure for all articles: easy to read, serif for running text. */
export function ArticleBody({ children }: { children: ReactNode }) {
  return <div className="grid max-w-[680px] gap-4 text-lg leading-relaxed text-pretty">{children}</div>;
}

export function Heading({ children }: { children: ReactNode }) {
  return <h2 className="mt-4 text-xl font-semibold">{children}</h2>;
}

export function Steps({ children }: { children: ReactNode }) {
  return <ol className="grid list-decimal gap-3 pl-6 marker:text-faint">{children}</ol>;
}

export function Points({ children }: { children: ReactNode }) {
  return <ul className="grid list-disc gap-2 pl-6 marker:text-faint">{children}</ul>;
}

export function To({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="text-accent underline underline-offset-3">
      {children}
    </Link>
  );
}

import { useMemo, useState } from "react";

import { SearchInput } from "@/shared/ui/input";

import { ArticleBody } from "../components/article-parts";
import { TERMS } from "./terms";

export function GlossaryArticle() {
  const [text, setText] = useState("");
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return TERMS.filter(({ term, means }) => `${term} ${means}`.toLowerCase().includes(wanted));
  }, [text]);
  return (
    <ArticleBody>
      <SearchInput value={text} onValueChange={setText} placeholder="Find a word" className="max-w-xs" />
      <dl className="grid gap-3 text-base">
        {shown.map(({ term, means }) => (
          <div key={term}>
            <dt className="font-semibold">{term}</dt>
            <dd className="text-muted">{means}</dd>
          </div>
        ))}
      </dl>
      <p role="status" className="text-base text-muted">
        {shown.length === 0 ? "No word here fits. Try another, or fewer letters." : ""}
      </p>
    </ArticleBody>
  );
}

import { GitMerge } from "lucide-react";
import { useEffect } from "react";
import { Link } from "react-router";

import { usePersonName } from "@/shared/entities/people";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { PageSection } from "@/shared/ui/page";
import { Time } from "@/shared/ui/time";

import type { ConflictTexts } from "../api/integrations";

import { FieldCard } from "./field-card";
import { PieceList } from "./piece-list";
import { useMerging } from "./use-merge";
import { decisionWords, whatFollows } from "./words";

const READ = { choices: {}, choose: () => undefined, active: null, setActive: () => undefined, place: () => "", canEdit: false };

/** A conflict that was decided: how, by whom, and both texts as they were. */
export function Settled({ texts, list }: { texts: ConflictTexts; list: string }) {
  const nameOf = usePersonName();
  const path = useSitePath();
  const { publish_policy } = useCurrentSite();
  const { fields, text } = useMerging(texts);
  // It takes the place of a long page that may have been scrolled.
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to clean up after an effect.
    window.scrollTo({ top: 0 });
  }, []);
  const changed = fields.filter((field) => field.origin !== "same");
  return (
    <div className="grid max-w-4xl min-w-0 gap-6">
      <Alert
        tone="success"
        title={decisionWords(texts)}
        actions={
          <>
            <Button asChild size="sm">
              <Link to={path(`writer/content/${texts.content_id}`)}>Open it in the editor</Link>
            </Button>
            <Button asChild size="sm" icon={GitMerge}>
              <Link to={list}>Other conflicts</Link>
            </Button>
          </>
        }
      >
        {texts.resolved_by_id === null ? "Both sides said the same" : `Decided by ${nameOf(texts.resolved_by_id).replace(/^You$/, "you").replace(/^A colleague$/, "a colleague")}`} <Time value={texts.resolved_at} />.{" "}
        {texts.resolution === "take_theirs" || texts.resolved_by_id === null ? "Both sides have the same text now." : whatFollows(publish_policy)} Below is what both sides said then.
      </Alert>
      {changed.length > 0 ? (
        <PageSection title="Title and search result">
          {changed.map((field) => (
            <FieldCard key={field.id} field={field} {...READ} />
          ))}
        </PageSection>
      ) : null}
      <PageSection title="Text">
        <PieceList pieces={text.pieces} {...READ} />
      </PageSection>
    </div>
  );
}

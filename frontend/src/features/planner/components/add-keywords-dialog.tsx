import { useMemo, useState } from "react";

import { useCurrentSector, useSectors } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useDebounced } from "@/shared/hooks/use-debounced";
import { count, number } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/input";
import { TabPanel, Tabs } from "@/shared/ui/tabs";
import { toast } from "@/shared/ui/toast";
import { Link } from "react-router";

import { type BulkCreated, useAddKeywords, useAddSeeds } from "../api/keywords";
import { MOST_KEYWORDS, type ParsedList, parseList } from "../lib/parse-list";
import { SectorChoice } from "./sector-choice";
import { SeedPicker } from "./seed-picker";

type Way = "list" | "industry";
const MOST_SEEDS = 1000;

/** Keywords typed, pasted or taken from the lists of an industry. */
export function AddKeywordsDialog({ onClose }: { onClose: () => void }) {
  const site = useCurrentSite();
  const current = useCurrentSector();
  const { data: sectors } = useSectors(site.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [way, setWay] = useState<Way>("list");
  const [text, setText] = useState("");
  const [seeds, setSeeds] = useState<ReadonlySet<string>>(new Set());
  const [keys] = useState(() => new RequestKeys());
  const [result, setResult] = useState<{ created: BulkCreated; sent: readonly string[] } | null>(null);
  const add = useAddKeywords();
  const addSeeds = useAddSeeds();

  const sectorId = chosen ?? current?.id ?? sectors?.[0]?.id ?? null;
  const settled = useDebounced(text, text.length > 20_000 ? 250 : 0);
  const parsed = useMemo(() => parseList(settled), [settled]);
  const size = way === "list" ? parsed.keywords.length : seeds.size;
  const limit = way === "list" ? MOST_KEYWORDS : MOST_SEEDS;
  const error = way === "list" ? add.error : addSeeds.error;

  const submit = async () => {
    if (sectorId === null) return;
    try {
      const sent = parsed.keywords;
      const where = { siteId: site.id, sectorId };
      const ids = [...seeds];
      const key = keys.for([where, way === "list" ? sent : ids]);
      const created = way === "list" ? await add.mutateAsync({ ...where, keywords: sent, key }) : await addSeeds.mutateAsync({ ...where, ids, key });
      keys.done();
      if (created.rejected === 0) {
        toast.success(sentenceOf(created));
        onClose();
      } else setResult({ created, sent });
    } catch {
      // The dialog shows it and keeps what was typed.
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title="Add keywords"
      size="lg"
      footer={
        result ? (
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" disabled={size === 0 || size > limit || sectorId === null || settled !== text} loading={add.isPending || addSeeds.isPending} onClick={() => void submit()}>
              {size === 0 ? "Add keywords" : `Add ${count(size, "keyword")}`}
            </Button>
          </>
        )
      }
    >
      {result ? (
        <Outcome {...result} />
      ) : (
        <div className="grid gap-4">
          {error ? <Alert tone="danger">{error.message}</Alert> : null}
          <SectorChoice compact siteId={site.id} value={sectorId} onValueChange={setChosen} />
          <Tabs
            aria-label="Where they come from"
            value={way}
            onValueChange={(value) => setWay(value === "industry" ? "industry" : "list")}
            items={[
              { value: "list", label: "Type or paste" },
              { value: "industry", label: "From an industry list" },
            ]}
          >
            <TabPanel value="list">
              <Field label="Keywords, one on each line" hint={<Counted parsed={parsed} />} error={parsed.keywords.length > MOST_KEYWORDS ? <TooMany size={parsed.keywords.length} /> : undefined}>
                <Textarea value={text} onChange={(event) => setText(event.target.value)} rows={9} spellCheck={false} placeholder={"how to make cold brew\nbest home espresso machine"} />
              </Field>
            </TabPanel>
            <TabPanel value="industry">
              <SeedPicker chosen={seeds} onChange={setSeeds} most={MOST_SEEDS} />
            </TabPanel>
          </Tabs>
        </div>
      )}
    </Dialog>
  );
}

function TooMany({ size }: { size: number }) {
  const path = useSitePath();
  return (
    <>
      {number(size)} are more than the {number(MOST_KEYWORDS)} that go in at once.{" "}
      <Link to={path("planner/import")} className="underline underline-offset-3">
        Import a file
      </Link>{" "}
      instead: it may hold any number.
    </>
  );
}

function Counted({ parsed: { keywords, duplicates, unusable } }: { parsed: ParsedList }) {
  const [first] = unusable;
  return (
    <span aria-live="polite">
      {count(keywords.length, "keyword")}
      {duplicates > 0 ? `, ${count(duplicates, "duplicate")} left out` : ""}
      {first ? `. ${count(unusable.length, "line")} cannot be used: line ${number(first.line)} ${first.reason}.` : ""}
    </span>
  );
}

export function sentenceOf({ created, duplicates }: Pick<BulkCreated, "created" | "duplicates">): string {
  if (created === 0) return duplicates === 1 ? "The sector has this keyword already." : "The sector has all of these keywords already.";
  return `${count(created, "keyword")} added${duplicates > 0 ? `; ${number(duplicates)} ${duplicates === 1 ? "was" : "were"} there already` : ""}`;
}

/** Some lines were refused: which, and why. */
function Outcome({ created, sent }: { created: BulkCreated; sent: readonly string[] }) {
  return (
    <div className="grid gap-3">
      <p>{sentenceOf(created)}.</p>
      <Alert tone="warning" title={`${count(created.rejected, "line")} could not be used`}>
        <ul className="grid gap-1">
          {created.errors.slice(0, 50).map((error) => (
            <li key={error.index} className="break-words">
              “{sent[error.index]?.slice(0, 80)}”: {error.message}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}

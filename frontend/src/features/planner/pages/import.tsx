import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Check, Plus } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useShallow } from "zustand/react/shallow";

import { Can } from "@/shared/entities/me";
import { useCurrentSector, useSectors } from "@/shared/entities/sectors";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { urlChoice, useUrlState } from "@/shared/hooks/use-url-state";
import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { Button } from "@/shared/ui/button";
import { EmptyState } from "@/shared/ui/empty-state";
import { Page } from "@/shared/ui/page";
import { Link } from "react-router";

import { PageDrop } from "../components/page-drop";
import { SectorChoice } from "../components/sector-choice";
import { FileCheck } from "../imports/check-step";
import { FileStep } from "../imports/file-step";
import { JobCard } from "../imports/job-card";
import { NextStep } from "../imports/next-step";
import { isBusy, needsTab, useQueue } from "../imports/queue";
import { startImports } from "../imports/runner";
import { useImportNews } from "../imports/use-import-news";

const STEPS = ["file", "check", "sector", "progress"] as const;
type Step = (typeof STEPS)[number];
const LABELS: Record<Step, string> = { file: "Choose files", check: "Check what was found", sector: "Choose the sector", progress: "Import" };
const URL_SCHEMA = { step: urlChoice(STEPS, "file") };

export function ImportPage() {
  const path = useSitePath();
  return (
    <Page
      title="Import keywords"
      description="From the export of any keyword tool. You see what was found before anything is saved."
      back={{ to: path("planner/keywords"), label: "Keywords" }}
      actions={
        <Button variant="link" asChild>
          <Link to={path("planner/imports")}>Earlier imports</Link>
        </Button>
      }
    >
      <Can role="editor" fallback={<EmptyState title="Importing is for editors" body="An editor, an administrator or the owner of this account can import keywords for this site." />}>
        <Wizard />
      </Can>
    </Page>
  );
}

function Wizard() {
  const site = useCurrentSite();
  const client = useQueryClient();
  const current = useCurrentSector();
  const { data: sectors } = useSectors(site.id);
  const [{ step: asked }, setUrl] = useUrlState(URL_SCHEMA);
  const [picked, setPicked] = useState<string | null>(null);
  const jobs = useQueue(useShallow((queue) => queue.jobs.filter((job) => job.siteId === site.id)));
  const choosing = jobs.filter((job) => job.phase === "choosing");
  const started = jobs.filter((job) => job.phase !== "choosing");
  const sectorId = picked ?? current?.id ?? sectors?.[0]?.id ?? null;
  const step = possible(asked, choosing.length, started.length);
  useImportNews();
  useLeaveWarning(jobs.some(needsTab));

  // A new step is a new page for whoever hears it: its heading gets the focus.
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [step]);

  const take = (files: File[]) => {
    if (files.length === 0) return;
    useQueue.getState().add(site.id, files);
    setUrl({ step: "check" });
  };
  const start = () => {
    if (sectorId === null) return;
    startImports(client, choosing.map((job) => job.id), sectorId);
    setUrl({ step: "progress" });
  };
  const again = () => {
    useQueue.getState().clear(site.id);
    setUrl({ step: "file" });
  };

  return (
    <div className="grid max-w-4xl gap-6">
      <StepList step={step} open={(one) => possible(one, choosing.length, started.length) === one} onChoose={(one) => setUrl({ step: one })} />
      <h2 ref={heading} tabIndex={-1} className="sr-only">
        {LABELS[step]}
      </h2>
      {step === "file" ? (
        <>
          {asked === "check" || asked === "sector" ? <p className="text-muted">A browser does not keep files when a page is loaded again. Choose yours once more.</p> : null}
          <FileStep onFiles={take} />
        </>
      ) : null}
      {step === "check" ? (
        <>
          {sectorId === null ? <SectorChoice siteId={site.id} value={null} onValueChange={setPicked} /> : choosing.map((job) => <FileCheck key={job.id} job={job} sectorId={sectorId} />)}
          <Footer back={() => setUrl({ step: "file" })}>
            <Button variant="primary" disabled={sectorId === null} onClick={() => setUrl({ step: "sector" })}>
              Go on to the sector
            </Button>
          </Footer>
        </>
      ) : null}
      {step === "sector" ? (
        <>
          <p className="text-lg text-pretty">Which part of your site do {choosing.length > 1 ? `the keywords of these ${count(choosing.length, "file")}` : "these keywords"} belong to? They are clustered within it.</p>
          <SectorChoice siteId={site.id} value={sectorId} onValueChange={setPicked} />
          <Footer back={() => setUrl({ step: "check" })}>
            <Button variant="primary" disabled={sectorId === null} onClick={start}>
              {choosing.length > 1 ? `Import ${count(choosing.length, "file")}` : "Import the keywords"}
            </Button>
          </Footer>
        </>
      ) : null}
      {step === "progress" ? (
        <>
          {started.map((job) => (
            <JobCard key={job.id} job={job} onReopen={() => setUrl({ step: "check" })} />
          ))}
          {started.some((job) => job.phase === "done") && !started.some(isBusy) ? <NextStep sectorId={started.find((job) => job.phase === "done")?.sectorId ?? null} /> : null}
          <Button icon={Plus} className="w-fit" onClick={again}>
            Import more files
          </Button>
        </>
      ) : null}
      <PageDrop onFiles={take} />
    </div>
  );
}

/** The step that is shown: the one asked for, when there is something to do in it. */
function possible(asked: Step, choosing: number, started: number): Step {
  if (asked === "progress") return started > 0 ? "progress" : choosing > 0 ? "sector" : "file";
  if (asked === "check" || asked === "sector") return choosing > 0 ? asked : started > 0 ? "progress" : "file";
  return "file";
}

function StepList({ step, open, onChoose }: { step: Step; open: (step: Step) => boolean; onChoose: (step: Step) => void }) {
  const place = STEPS.indexOf(step);
  return (
    <nav aria-label="Steps of the import">
      <ol className="flex flex-wrap gap-x-3 gap-y-2 sm:gap-x-6">
        {STEPS.map((one, index) => {
          const isDone = index < place;
          const face = (
            <>
              <span
                className={cn("tabular grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold", index === place ? "bg-accent text-on-accent" : isDone ? "bg-accent-soft text-accent" : "bg-text/8 text-muted")}
                aria-hidden="true"
              >
                {isDone ? <Check className="size-3.5" /> : index + 1}
              </span>
              <span className={cn(index !== place && "max-sm:sr-only")}>{LABELS[one]}</span>
            </>
          );
          return (
            <li key={one}>
              {index !== place && open(one) && step !== "progress" ? (
                <button type="button" className="flex min-h-8 items-center gap-2 text-muted hover:text-text touch:min-h-11" onClick={() => onChoose(one)}>
                  {face}
                </button>
              ) : (
                <span className={cn("flex min-h-8 items-center gap-2 touch:min-h-11", index === place ? "font-medium" : "text-muted")} aria-current={index === place ? "step" : undefined}>
                  {face}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Footer({ back, children }: { back: () => void; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t pt-4">
      <Button variant="ghost" icon={ArrowLeft} onClick={back}>
        Back
      </Button>
      {children}
    </div>
  );
}

/** Closing the tab while a file is on its way loses it; the browser asks. */
function useLeaveWarning(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isNeeded]);
}

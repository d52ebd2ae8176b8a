import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, CalendarClock, CalendarX2, Check, ChevronDown, CloudOff, ExternalLink, type LucideIcon, MessageSquareWarning, Rocket, Send } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { ApiError, toApiError } from "@/shared/api/errors";
import { useRole } from "@/shared/entities/me";
import { publicationsOfQuery, publishingChanged, unpublishContents } from "@/shared/entities/publishing";
import { useCurrentSite } from "@/shared/entities/site";
import { RequestKeys } from "@/shared/lib/request-key";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Textarea } from "@/shared/ui/input";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import { toast, toastError } from "@/shared/ui/toast";

import { approveVersion, archive, askForChanges, type Content, contentChanged, readContent, submitReview, unarchive } from "../../api/content";
import { nextStep, type Step, type StepName } from "../model/next-step";
import { useDesk, useDeskState } from "../use-desk";

const PublishDialog = lazy(() => import("@/shared/entities/publish-dialog").then((module) => ({ default: module.PublishDialog })));

const ICONS: Record<StepName, LucideIcon> = {
  submit: Send,
  approve: Check,
  "request-changes": MessageSquareWarning,
  publish: Rocket,
  schedule: CalendarClock,
  unschedule: CalendarX2,
  unpublish: CloudOff,
  archive: Archive,
  unarchive: ArchiveRestore,
};

/** The one next step as a button, everything else that is possible behind it. */
export function NextStepButton({ isWriting }: { isWriting: boolean }) {
  const site = useCurrentSite();
  const role = useRole();
  const desk = useDesk();
  const client = useQueryClient();
  const confirm = useConfirm();
  const content = useDeskState((state) => state.content);
  const [dialog, setDialog] = useState<"publish" | "changes" | null>(null);
  const [keys] = useState(() => new RequestKeys());
  const { primary, others, note } = nextStep(content, site.publish_policy, role);
  const { data: records } = useQuery({ ...publicationsOfQuery(site.id, [content.id]), enabled: content.published_version !== null || content.status === "scheduled" });
  const live = records?.find((one) => one.status === "live" && one.url !== "")?.url ?? (content.published_version !== null ? content.url : "");

  const run = useMutation({
    mutationFn: async (name: StepName) => {
      if (!(await desk.autosave.flush())) throw new ApiError("Your last changes are not saved yet. Try again when they are.", { status: -1 });
      const version = desk.autosave.getState().version;
      const { id } = content;
      switch (name) {
        case "submit":
          return { said: "Handed in for review", answer: await submitReview(id, version) };
        case "approve":
          return { said: `Version ${String(version)} is approved`, answer: await approveVersion(id, version) };
        case "archive":
          return { said: "Archived", answer: await archive(id), undo: "unarchive" as const };
        case "unarchive":
          return { said: "It is a draft again", answer: await unarchive(id) };
        case "unpublish":
        case "unschedule": {
          const body = { content_ids: [id] };
          await unpublishContents(body, keys.for([name, body]));
          keys.done();
          return { said: name === "unpublish" ? "It is being taken down" : "The schedule is cancelled", answer: await readContent(id) };
        }
        default:
          return { said: "", answer: desk.state.content };
      }
    },
    onSuccess: ({ said, answer, undo }) => {
      desk.receive(answer);
      contentChanged(client, answer);
      publishingChanged(client);
      toast.success(said, undo ? { action: { label: "Undo", onClick: () => run.mutate(undo) } } : {});
    },
    onError: (error) => toastError(error),
  });

  const choose = async (step: Step): Promise<void> => {
    if (step.name === "publish" || step.name === "schedule") {
      // What goes live is what is on the screen, so it has to be saved first.
      if (await desk.autosave.flush()) setDialog("publish");
      else toast.error("Your last changes are not saved yet.", { description: "Publish when they are." });
      return;
    }
    if (step.name === "request-changes") {
      setDialog("changes");
      return;
    }
    if (step.name === "unpublish" && !(await confirm({ title: "Take this page down?", body: "Readers get “not found” at its address, everywhere it is published. The text stays here.", confirm: "Take it down", danger: true }))) return;
    run.mutate(step.name);
  };
  const isBlocked = isWriting || run.isPending;
  const hasMenu = others.length > 0 || (live !== "" && primary !== null);
  return (
    <>
      <div className="flex min-w-0 items-center">
        {primary ? (
          <Button variant="primary" icon={ICONS[primary.name]} loading={run.isPending} disabled={isWriting} onClick={() => void choose(primary)} className={hasMenu ? "rounded-r-none" : undefined}>
            {primary.label}
          </Button>
        ) : live ? (
          <Button asChild icon={ExternalLink} className={hasMenu ? "rounded-r-none" : undefined}>
            <a href={live} target="_blank" rel="noreferrer">
              Open the live page
            </a>
          </Button>
        ) : null}
        {hasMenu ? (
          <Menu
            trigger={
              <Button variant={primary ? "primary" : "secondary"} size="icon" aria-label="Other steps" disabled={isBlocked} className={primary || live ? "w-8 rounded-l-none border-l-on-accent/30 touch:w-11" : undefined}>
                <ChevronDown className="size-4" aria-hidden="true" />
              </Button>
            }
          >
            {others.map((one) => (
              <MenuItem key={one.name} icon={ICONS[one.name]} danger={one.name === "unpublish"} onSelect={() => void choose(one)}>
                {one.label}
              </MenuItem>
            ))}
            {live && primary ? (
              <>
                <MenuSeparator />
                <MenuItem icon={ExternalLink} onSelect={() => window.open(live, "_blank", "noopener")}>
                  Open the live page
                </MenuItem>
              </>
            ) : null}
          </Menu>
        ) : null}
      </div>
      {note && !primary ? <p className="max-w-80 text-sm text-pretty text-muted">{note}</p> : null}
      {dialog === "publish" ? (
        <Suspense fallback={null}>
          <PublishDialog
            open
            content={[content]}
            onOpenChange={() => {
              setDialog(null);
              void readContent(content.id).then((answer) => {
                desk.receive(answer);
                contentChanged(client, answer);
              });
            }}
          />
        </Suspense>
      ) : null}
      {dialog === "changes" ? (
        <ChangesDialog
          content={content}
          onClose={() => setDialog(null)}
          onDone={(answer) => {
            setDialog(null);
            desk.receive(answer);
            contentChanged(client, answer);
            toast.success("Changes requested", { description: "Your remark stands under Comments." });
          }}
        />
      ) : null}
    </>
  );
}

function ChangesDialog({ content, onClose, onDone }: { content: Content; onClose: () => void; onDone: (answer: Content) => void }) {
  const [comment, setComment] = useState("");
  const ask = useMutation({ mutationFn: () => askForChanges(content.id, comment.trim()), onSuccess: onDone });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      dismissable={!ask.isPending}
      title="What should be changed?"
      description="The author reads this under Comments. An approval that was given is taken back."
      footer={
        <>
          <Button disabled={ask.isPending} onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" loading={ask.isPending} disabled={comment.trim() === ""} onClick={() => ask.mutate()}>
            Request changes
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {ask.error ? <Alert tone="danger">{toApiError(ask.error).message}</Alert> : null}
        <Field label="Remark">
          <Textarea value={comment} maxLength={5000} onChange={(event) => setComment(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}

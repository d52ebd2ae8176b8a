import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, ListTodo, Pencil, RotateCcw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";

import { IntentBadge, StatusBadge } from "@/shared/entities/badges";
import { useRole } from "@/shared/entities/me";
import { useSitePath } from "@/shared/entities/site";
import { useHotkeys } from "@/shared/hooks/use-hotkeys";
import { atLeast } from "@/shared/lib/roles";
import { CONTENT_TYPE, PAGE_ROLE, wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { DefinitionList } from "@/shared/ui/definition-list";
import { Kbd } from "@/shared/ui/kbd";
import { Num } from "@/shared/ui/number";
import { QueryState } from "@/shared/ui/query-state";
import { Skeleton } from "@/shared/ui/skeleton";
import { Time } from "@/shared/ui/time";
import { toast, toastError } from "@/shared/ui/toast";
import { Explain } from "@/shared/ui/tooltip";

import { deleteIdeas, type Idea, ideaKeys, ideaQuery, ideasChanged, type IdeaStatus, updateIdea } from "../api/ideas";
import { isEditable, refusalOf } from "./board";
import { Collisions } from "./collisions";
import { IdeaForm } from "./form";
import { DRAFT_QUALITY_WORDS, IDEA_PRIORITY_WORDS } from "./words";

interface IdeaPanelProps {
  id: string;
  onMove: (ideas: readonly Idea[], to: IdeaStatus) => unknown;
  onClose: () => void;
  startsEditing?: boolean;
}

/** An idea beside the board or the table. */
export function IdeaPanel({ id, ...rest }: IdeaPanelProps) {
  const query = useQuery(ideaQuery(id));
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-80 w-full" />} notFound="This idea was not found. It may have been deleted.">
      {(idea) => <Details idea={idea} {...rest} />}
    </QueryState>
  );
}

function Details({ idea, onMove, onClose, startsEditing = false }: Omit<IdeaPanelProps, "id"> & { idea: Idea }) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const isEditor = atLeast(useRole(), "editor");
  const [isEditing, setIsEditing] = useState(startsEditing && isEditor && isEditable(idea.status));
  const may = (to: IdeaStatus) => isEditor && refusalOf(idea.status, to) === "";
  const move = (to: IdeaStatus) => {
    if (!may(to)) return false;
    onMove([idea], to);
    return true;
  };
  useHotkeys({ a: () => move("approved"), r: () => move("rejected") }, { enabled: isEditor && !isEditing });
  const remove = async () => {
    if (!(await confirm({ title: `Delete “${idea.title}”?`, body: "It is gone for good, and may be suggested again. Reject it instead to keep it from coming back.", confirm: "Delete the idea", danger: true }))) return;
    try {
      await deleteIdeas([idea.id]);
      onClose();
      toast.success("Idea deleted");
      await ideasChanged(client);
    } catch (error) {
      toastError(error);
    }
  };
  if (isEditing) {
    return (
      <IdeaForm
        idea={idea}
        onCancel={() => setIsEditing(false)}
        onSave={async (changes) => {
          client.setQueryData(ideaKeys.one(idea.id), await updateIdea(idea.id, changes));
          toast.success("Idea saved");
          await ideasChanged(client);
        }}
      />
    );
  }
  return (
    <div className="grid gap-5">
      {isEditor && isEditable(idea.status) ? (
        <div className="flex flex-wrap gap-2">
          {may("approved") ? (
            <Button size="sm" variant="primary" icon={Check} onClick={() => move("approved")}>
              Approve <Kbd keys="a" />
            </Button>
          ) : null}
          {may("queued") ? (
            <Button size="sm" variant={idea.status === "approved" ? "primary" : "secondary"} icon={ListTodo} onClick={() => onMove([idea], "queued")}>
              Queue as a task
            </Button>
          ) : null}
          {may("draft") ? (
            <Button size="sm" icon={RotateCcw} onClick={() => move("draft")}>
              Back to decide
            </Button>
          ) : null}
          {may("rejected") ? (
            <Button size="sm" icon={X} onClick={() => move("rejected")}>
              Reject <Kbd keys="r" />
            </Button>
          ) : null}
          <Button size="sm" icon={Pencil} onClick={() => setIsEditing(true)}>
            Edit
          </Button>
          <Button size="sm" variant="ghost" icon={Trash2} className="hover:text-danger" onClick={() => void remove()}>
            Delete
          </Button>
        </div>
      ) : null}
      {isEditable(idea.status) ? <Collisions ideaId={idea.id} /> : <InWork idea={idea} />}
      {idea.is_draft_quality && isEditable(idea.status) ? <Alert>{DRAFT_QUALITY_WORDS}</Alert> : null}
      {idea.description ? <p className="text-pretty">{idea.description}</p> : null}
      {idea.angle ? (
        <section className="grid gap-1">
          <h3 className="font-semibold">Angle</h3>
          <p className="text-pretty">{idea.angle}</p>
        </section>
      ) : null}
      <Facts idea={idea} />
      <section className="grid gap-1.5">
        <h3 className="font-semibold">Keywords</h3>
        {idea.suggested_keywords.length === 0 ? <p className="text-muted">Only its main keyword.</p> : null}
        <ul className="flex flex-wrap gap-1.5">
          {idea.suggested_keywords.map((keyword) => (
            <li key={keyword} className="rounded-md border px-1.5 py-0.5 text-sm">
              {keyword}
            </li>
          ))}
        </ul>
      </section>
      <section className="grid gap-1.5">
        <h3 className="font-semibold">Outline</h3>
        {idea.outline.length === 0 ? <p className="text-muted">It has no outline yet. The writer makes one.</p> : null}
        <ol className="grid gap-2.5">
          {idea.outline.map((section, at) => (
            <li key={at} className="grid gap-0.5">
              <span className="font-medium">{section.heading}</span>
              {section.points.map((point) => (
                <span key={point} className="pl-3 text-sm text-pretty text-muted">
                  {point}
                </span>
              ))}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

/** The writer has it: where to go on. */
function InWork({ idea }: { idea: Idea }) {
  const path = useSitePath();
  const isWritten = idea.status === "completed";
  return (
    <Alert
      tone={isWritten ? "success" : "info"}
      actions={
        <Button size="sm" asChild>
          <Link to={path(isWritten ? "writer/content" : "writer/tasks", { q: idea.title })}>{isWritten ? "See the text" : "See the task"}</Link>
        </Button>
      }
    >
      {isWritten ? "Its text is written, so the idea cannot be changed any more." : "The writer has a task for it, so the idea cannot be changed any more. Change the task instead."}
    </Alert>
  );
}

function Facts({ idea }: { idea: Idea }) {
  const path = useSitePath();
  return (
    <DefinitionList
      items={[
        { term: "Status", value: <StatusBadge kind="idea" status={idea.status} /> },
        {
          term: "Cluster",
          value: (
            <Link to={path(`planner/clusters/${idea.cluster_id}`)} className="text-accent underline-offset-3 hover:underline">
              {idea.cluster_name}
            </Link>
          ),
        },
        { term: "Main keyword", value: idea.primary_keyword },
        { term: "Intent", value: <IntentBadge intent={idea.intent} /> },
        { term: "Type", value: wordOf(CONTENT_TYPE, idea.content_type).label },
        { term: "Role", value: wordOf(PAGE_ROLE, idea.role).label },
        { term: <Explain term="Priority">{IDEA_PRIORITY_WORDS}</Explain>, value: <Num value={idea.priority} format="decimal" unknownReason="Its main keyword has no priority." />, key: "priority" },
        { term: "Updated", value: <Time value={idea.updated_at} /> },
      ]}
    />
  );
}

import { Pencil, Trash2 } from "lucide-react";

import { Can } from "@/shared/entities/me";
import { count } from "@/shared/lib/format";
import { Avatar } from "@/shared/ui/avatar";
import { Badge } from "@/shared/ui/badge";
import { Button, IconButton } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { toast, toastError } from "@/shared/ui/toast";

import { type Author, useDeleteAuthor } from "../api/authors";

export function AuthorRow({ author, onEdit }: { author: Author; onEdit: () => void }) {
  const confirm = useConfirm();
  const remove = useDeleteAuthor();
  const ask = async () => {
    const isSure = await confirm({ title: `Delete ${author.name}?`, body: "Texts that are written keep their byline. New ones are written without this author. This cannot be undone.", confirm: "Delete author", danger: true });
    if (isSure) remove.mutate(author.id, { onSuccess: () => toast.success(`${author.name} is deleted.`), onError: (error) => toastError(error) });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Avatar name={author.name} />
      <div className="grid min-w-0 flex-1 basis-40 gap-0.5">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold">{author.name}</span>
          {author.is_default ? <Badge tone="accent">Default</Badge> : null}
          {author.same_as.length > 0 ? <span className="text-sm text-muted">{count(author.same_as.length, "link")} to profiles</span> : null}
        </p>
        <p className="truncate text-muted">{author.byline || author.bio || "No byline yet"}</p>
        {author.tone ? <p className="truncate text-sm text-muted">Tone: {author.tone}</p> : null}
      </div>
      <Can role="editor">
        <div className="flex items-center gap-1">
          <Button size="sm" icon={Pencil} onClick={onEdit} aria-label={`Change ${author.name}`}>
            Change
          </Button>
          <IconButton size="sm" icon={Trash2} label={`Delete ${author.name}`} className="hover:text-danger" onClick={() => void ask()} />
        </div>
      </Can>
    </li>
  );
}

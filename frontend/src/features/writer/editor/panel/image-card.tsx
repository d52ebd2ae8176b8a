import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileInput, ImageIcon, MoreHorizontal, RefreshCw, Star, Trash2 } from "lucide-react";
import { useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { StatusBadge } from "@/shared/entities/badges";
import { useEstimate } from "@/shared/entities/credits";
import { useCurrentSite } from "@/shared/entities/site";
import { RequestKeys } from "@/shared/lib/request-key";
import { Alert } from "@/shared/ui/alert";
import { AuthedImage } from "@/shared/ui/authed-image";
import { Button, IconButton } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { costWords } from "@/shared/ui/credits";
import { Field } from "@/shared/ui/field";
import { Input, Textarea } from "@/shared/ui/input";
import { Menu, MenuItem, MenuSeparator } from "@/shared/ui/menu";
import { toast, toastError } from "@/shared/ui/toast";

import { changeImage, deleteImage, featureImage, type Image, imageIdOf, imagePath, imagesChanged, imageKeys, makeImages } from "../../api/images";
import { useDeskState } from "../use-desk";

/** One image with what can be said about it and done with it. */
export function ImageCard({ image, canEdit, onInsert }: { image: Image; canEdit: boolean; onInsert: (image: Image) => void }) {
  const isInText = useDeskState((state) => state.html.includes(imagePath(image.id)) && imageIdOf(imagePath(image.id)) === image.id);
  const isReady = image.status === "ready";
  return (
    <li className="grid gap-3 rounded-lg border bg-surface p-3">
      {isReady ? (
        <AuthedImage src={imagePath(image.id)} alt={image.alt_text} width={image.width ?? 16} height={image.height ?? 9} className="w-full" />
      ) : (
        <div className="grid aspect-video place-items-center rounded-md border border-dashed bg-sunken text-muted">
          <ImageIcon className="size-6" aria-hidden="true" />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge kind="image" status={image.status} />
        {isInText ? <span className="text-sm text-muted">In the text</span> : null}
        <span className="flex-1" />
        {canEdit && isReady && image.role === "in_article" && !isInText ? (
          <Button size="sm" icon={FileInput} onClick={() => onInsert(image)}>
            Put into the text
          </Button>
        ) : null}
        {canEdit ? <Actions image={image} isInText={isInText} /> : null}
      </div>
      {image.error ? <Alert tone={isReady ? "warning" : "danger"}>{image.error}</Alert> : null}
      <TextField image={image} name="alt_text" label="Alternative text" hint={image.alt_text.trim() === "" ? "Say what is on it, for people who do not see it." : undefined} canEdit={canEdit} />
      {image.prompt || !isReady ? <TextField image={image} name="prompt" label="Description it is made from" canEdit={canEdit} rows={3} /> : null}
    </li>
  );
}

function Actions({ image, isInText }: { image: Image; isInText: boolean }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const confirm = useConfirm();
  const [keys] = useState(() => new RequestKeys());
  const cost = useEstimate("generate_images", 1);
  const changed = (): void => imagesChanged(client, site.id, image.content_id);
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSuccess: changed, onError: (error) => toastError(error) });
  const isBusy = act.isPending || image.status === "queued";
  return (
    <Menu trigger={<IconButton size="sm" label="More about this image" icon={MoreHorizontal} />}>
      {image.prompt ? (
        <MenuItem
          icon={RefreshCw}
          disabled={isBusy || cost?.enough === false}
          hint={cost ? (cost.enough ? costWords(cost.credits) : "Not enough credits") : undefined}
          onSelect={() =>
            act.mutate(async () => {
              await makeImages([image.id], keys.for(image.id));
              keys.done();
            })
          }
        >
          {image.status === "ready" ? "Make it anew" : "Make it"}
        </MenuItem>
      ) : null}
      {image.role !== "featured" ? (
        <MenuItem
          icon={Star}
          disabled={isBusy || image.status !== "ready"}
          hint="The one before moves into the article"
          onSelect={() =>
            act.mutate(async () => {
              await featureImage(image.id);
              toast.success("This is the featured image now");
            })
          }
        >
          Make it the featured image
        </MenuItem>
      ) : null}
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        danger
        disabled={isBusy}
        onSelect={() =>
          void confirm({ title: "Delete this image?", body: isInText ? "The text shows it; it will be missing there." : "Its file is deleted too.", confirm: "Delete the image", danger: true }).then((yes) => {
            if (yes) act.mutate(() => deleteImage(image.id));
          })
        }
      >
        Delete
      </MenuItem>
    </Menu>
  );
}

/** Saved when one leaves it, or by Enter. */
function TextField({ image, name, label, hint, canEdit, rows }: { image: Image; name: "alt_text" | "prompt"; label: string; hint?: string | undefined; canEdit: boolean; rows?: number }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (value: string) => changeImage(image.id, name === "prompt" ? { prompt: value } : { alt_text: value }),
    onSuccess: (answer) => {
      setTyped(null);
      client.setQueryData<Image[]>(imageKeys.of(site.id, image.content_id), (all) => all?.map((one) => (one.id === answer.id ? answer : one)));
    },
  });
  const props = {
    value: typed ?? image[name],
    readOnly: !canEdit,
    onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
    onBlur: () => {
      if (typed === null) return;
      if (typed.trim() === "" || typed === image[name]) setTyped(null);
      else save.mutate(typed.trim());
    },
  };
  return (
    <Field label={label} hint={hint} error={save.error ? toApiError(save.error).message : undefined} aside={save.isPending ? "Saving" : undefined}>
      {rows ? <Textarea {...props} rows={rows} maxLength={4000} className="min-h-0" /> : <Input {...props} maxLength={300} onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()} />}
    </Field>
  );
}

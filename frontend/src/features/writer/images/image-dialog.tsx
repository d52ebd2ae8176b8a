/** One image, large, with its words. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, ImageOff, Trash2 } from "lucide-react";
import { useForm } from "react-hook-form";
import { Link } from "react-router";
import { z } from "zod";

import { StatusBadge } from "@/shared/entities/badges";
import { useRole } from "@/shared/entities/me";
import { useSitePath } from "@/shared/entities/site";
import { bytes } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { IMAGE_ROLE, wordOf } from "@/shared/lib/words";
import { Alert } from "@/shared/ui/alert";
import { AuthedImage } from "@/shared/ui/authed-image";
import { Button, IconButton } from "@/shared/ui/button";
import { useConfirm } from "@/shared/ui/confirm";
import { Dialog } from "@/shared/ui/dialog";
import { Form, FormField } from "@/shared/ui/form";
import { Input, Textarea } from "@/shared/ui/input";
import { toast, toastError } from "@/shared/ui/toast";

import { changeImage, deleteImage, type Image, imageKeys } from "../api/images";
import { MakeButton } from "./make-button";
import { lacksAlt, versionedPath } from "./model";

const schema = z.object({
  alt_text: z.string().trim().min(1, "Describe the picture for those who cannot see it.").max(300, "At most 300 characters."),
  caption: z.string().trim().max(300, "At most 300 characters."),
  prompt: z.string().trim().max(4000, "At most 4,000 characters."),
});

export interface ImageDialogProps {
  image: Image;
  onClose: () => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

export function ImageDialog({ image, onClose, onPrevious, onNext }: ImageDialogProps) {
  const client = useQueryClient();
  const confirm = useConfirm();
  const path = useSitePath();
  const canEdit = atLeast(useRole(), "editor");
  const form = useForm({ resolver: zodResolver(schema), values: { alt_text: image.alt_text, caption: image.caption, prompt: image.prompt }, resetOptions: { keepDirtyValues: true } });
  const save = useMutation({
    mutationFn: (values: z.output<typeof schema>) => {
      const { prompt, ...words } = values;
      return changeImage(image.id, prompt === image.prompt ? words : values);
    },
    onSuccess: (saved) => {
      form.reset({ alt_text: saved.alt_text, caption: saved.caption, prompt: saved.prompt });
      void client.invalidateQueries({ queryKey: imageKeys.all });
      toast.success("Image saved");
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteImage(image.id),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: imageKeys.all });
      void client.invalidateQueries({ queryKey: ["content"] });
      toast.success("Image deleted");
      onClose();
    },
    onError: (error) => toastError(error),
  });
  const askDelete = async (): Promise<void> => {
    if (await confirm({ title: "Delete the image?", body: "It leaves its article, and cannot be brought back.", confirm: "Delete the image", danger: true })) remove.mutate();
  };
  const isMade = image.status === "ready" || image.sha256 !== "";
  const isDirty = form.formState.isDirty;
  return (
    <Dialog
      open
      size="xl"
      onOpenChange={onClose}
      dismissable={!isDirty}
      title={
        <span className="flex flex-wrap items-center gap-2">
          {wordOf(IMAGE_ROLE, image.role).label} image
          <StatusBadge kind="image" status={image.status} />
        </span>
      }
      description={
        <Link className="text-accent underline-offset-3 hover:underline" to={path(`writer/content/${image.content_id}`)}>
          {image.content_title}
        </Link>
      }
      footer={
        <>
          <span className="mr-auto flex gap-1">
            <IconButton label="Previous image" icon={ChevronLeft} disabled={!onPrevious || isDirty} onClick={onPrevious} />
            <IconButton label="Next image" icon={ChevronRight} disabled={!onNext || isDirty} onClick={onNext} />
          </span>
          {canEdit ? (
            <>
              <IconButton label="Delete the image" icon={Trash2} disabled={image.status === "queued"} onClick={() => void askDelete()} />
              {isDirty ? <Button onClick={() => form.reset()}>Discard</Button> : null}
              <Button type="submit" form="image-form" loading={save.isPending} disabled={!isDirty}>
                Save
              </Button>
              {image.status === "queued" || isDirty ? null : <MakeButton images={[image]} siteId={image.site_id} again={isMade} />}
            </>
          ) : null}
        </>
      }
    >
      <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-2">
          <div className="grid min-h-48 place-items-center overflow-hidden rounded-md border bg-sunken">
            {isMade ? (
              <AuthedImage src={versionedPath(image)} alt={image.alt_text} className="max-h-[60dvh] w-full object-contain" />
            ) : (
              <span className="grid justify-items-center gap-1 p-8 text-muted">
                <ImageOff className="size-6" aria-hidden="true" />
                {image.status === "queued" ? "It is being made." : "Not made yet."}
              </span>
            )}
          </div>
          <p className="text-sm text-muted">
            {image.width && image.height ? `${String(image.width)} × ${String(image.height)} px, ${bytes(image.bytes)}` : null}
            {image.provider ? `${image.width ? ", " : ""}made by ${image.provider}` : ""}
          </p>
          {image.error ? <Alert tone="danger">{image.error}</Alert> : null}
        </div>
        <Form form={form} id="image-form" onSubmit={(values) => save.mutateAsync(values)} className="content-start">
          <FormField control={form.control} name="alt_text" label="Alternative text" hint={lacksAlt(image) ? "Now it is only the title. Say what the picture shows." : "What the picture shows, for those who cannot see it."}>
            {(field) => <Textarea {...field} rows={2} readOnly={!canEdit} className="min-h-14" />}
          </FormField>
          <FormField control={form.control} name="caption" label="Caption" optional>
            {(field) => <Input {...field} readOnly={!canEdit} />}
          </FormField>
          <FormField control={form.control} name="prompt" label="Description for the model" hint="What is asked for when it is made anew.">
            {(field) => <Textarea {...field} rows={4} readOnly={!canEdit} />}
          </FormField>
        </Form>
      </div>
    </Dialog>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ImageIcon, Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { toApiError } from "@/shared/api/errors";
import { useEstimate } from "@/shared/entities/credits";
import { isActive, phaseWords } from "@/shared/entities/run";
import { useRunsOf } from "@/shared/entities/run-stream";
import { useCurrentSite } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { RequestKeys } from "@/shared/lib/request-key";
import { Alert } from "@/shared/ui/alert";
import { Button } from "@/shared/ui/button";
import { CostButton } from "@/shared/ui/credits";
import { EmptyState } from "@/shared/ui/empty-state";
import { Field } from "@/shared/ui/field";
import { ProgressBar } from "@/shared/ui/progress";
import { QueryState } from "@/shared/ui/query-state";
import { Select } from "@/shared/ui/select";
import { toast, toastError } from "@/shared/ui/toast";

import { type Image, imagesChanged, imagesOfQuery, makeImages, planImages, uploadImage } from "../../api/images";
import { SkeletonText } from "../skeleton";
import { useDeskState } from "../use-desk";

import { ImageCard } from "./image-card";

const MOST_IN_ARTICLE = 5;
const TYPES = "image/png,image/jpeg,image/webp,image/gif";

export interface ImagesProps {
  canEdit: boolean;
  onInsert: (image: Image) => void;
  /** Files dropped or pasted into the text, to be uploaded. */
  files: File[];
  onFilesTaken: () => void;
}

/** The featured image and those inside the text: described, made, uploaded, put in. */
export function Images({ canEdit, onInsert, files, onFilesTaken }: ImagesProps) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const { id } = useDeskState((state) => state.content);
  const query = useQuery(imagesOfQuery(site.id, id));
  const planned = query.data?.filter((one) => one.status === "planned" || one.status === "failed") ?? [];
  const upload = useMutation({
    mutationFn: (chosen: File[]) => Promise.all(chosen.map((file) => uploadImage({ contentId: id, file, role: "in_article" }))),
    onSuccess: (made) => {
      imagesChanged(client, site.id, id);
      toast.success(`${count(made.length, "image")} uploaded`, { description: "Say in the alternative text what is to be seen." });
      for (const one of made) onInsert(one);
    },
    onError: (error) => {
      imagesChanged(client, site.id, id);
      toastError(error);
    },
  });
  const { mutate } = upload;
  useEffect(() => {
    if (files.length === 0) return;
    mutate(files);
    onFilesTaken();
  }, [files, mutate, onFilesTaken]);
  return (
    <div className="grid gap-5">
      <Running siteId={site.id} contentId={id} />
      {canEdit ? <UploadButton isBusy={upload.isPending} onFiles={(chosen) => upload.mutate(chosen)} /> : null}
      <QueryState
        query={query}
        compact
        skeleton={<SkeletonText paragraphs={1} />}
        empty={<EmptyState compact icon={ImageIcon} title="No images yet" body={canEdit ? "Have images described from the text, then made; or upload your own." : "Images of this article will be here."} />}
      >
        {(images) => (
          <>
            <Group title="Featured" hint="In lists and where the page is shared." images={images.filter((one) => one.role !== "in_article")} canEdit={canEdit} onInsert={onInsert} />
            <Group title="In the article" hint="Those the text does not show yet are placed before its sections when it is published." images={images.filter((one) => one.role === "in_article")} canEdit={canEdit} onInsert={onInsert} />
          </>
        )}
      </QueryState>
      {canEdit ? <Make contentId={id} planned={planned} /> : null}
    </div>
  );
}

function Group({ title, hint, images, canEdit, onInsert }: { title: string; hint: string; images: Image[]; canEdit: boolean; onInsert: (image: Image) => void }) {
  if (images.length === 0) return null;
  return (
    <section className="grid gap-2">
      <div>
        <h3 className="text-sm font-medium">{title}</h3>
        <p className="text-sm text-muted">{hint}</p>
      </div>
      <ul className="grid gap-3">
        {images.map((image) => (
          <ImageCard key={image.id} image={image} canEdit={canEdit} onInsert={onInsert} />
        ))}
      </ul>
    </section>
  );
}

function Running({ siteId, contentId }: { siteId: string; contentId: string }) {
  const { data } = useQuery(imagesOfQuery(siteId, contentId));
  const made = useRunsOf({ ids: [...new Set(data?.flatMap((one) => (one.status === "queued" && one.run_id ? [one.run_id] : [])) ?? [])] });
  const about = useRunsOf({ subjectId: contentId });
  const runs = [...new Map([...made, ...about.filter((run) => run.function.startsWith("content.generate_image"))].map((run) => [run.id, run])).values()].filter(isActive);
  if (runs.length === 0) return null;
  return (
    <div className="grid gap-2 rounded-lg border bg-surface p-3">
      {runs.map((run) => (
        <ProgressBar key={run.id} showLabel label={phaseWords(run)} value={run.progress_total > 0 ? run.progress_done : null} max={run.progress_total || 1} />
      ))}
      <p className="text-sm text-muted">It goes on when you leave this page.</p>
    </div>
  );
}

function UploadButton({ isBusy, onFiles }: { isBusy: boolean; onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="grid gap-1">
      <Button icon={Upload} loading={isBusy} onClick={() => input.current?.click()}>
        Upload an image
      </Button>
      <p className="text-sm text-muted">PNG, JPEG, WebP or GIF up to 10 MB. You can also drop it into the text.</p>
      <input
        ref={input}
        type="file"
        accept={TYPES}
        multiple
        className="sr-only"
        tabIndex={-1}
        aria-label="Image to upload"
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = "";
          if (chosen.length > 0) onFiles(chosen);
        }}
      />
    </div>
  );
}

const CHOICES = Array.from({ length: MOST_IN_ARTICLE + 1 }, (_, number) => ({ value: String(number), label: number === 0 ? "Featured only" : `Featured and ${count(number, "image")} inside` }));

function Make({ contentId, planned }: { contentId: string; planned: readonly Image[] }) {
  const site = useCurrentSite();
  const client = useQueryClient();
  const [inside, setInside] = useState("1");
  const [keys] = useState(() => ({ plan: new RequestKeys(), make: new RequestKeys() }));
  const planCost = useEstimate("generate_image_prompts", 1);
  const makeCost = useEstimate("generate_images", planned.length);
  const done = (): void => imagesChanged(client, site.id, contentId);
  const plan = useMutation({
    mutationFn: () => planImages(contentId, Number(inside), keys.plan.for([contentId, inside])),
    onSuccess: () => {
      keys.plan.done();
      done();
      toast.info("The images are being described", { description: "They appear here when their descriptions are there." });
    },
  });
  const make = useMutation({
    mutationFn: () => makeImages(planned.map((one) => one.id), keys.make.for(planned.map((one) => one.id))),
    onSuccess: () => {
      keys.make.done();
      done();
    },
  });
  const error = plan.error ?? make.error;
  return (
    <section className="grid gap-3 border-t pt-4">
      {error ? <Alert tone="danger">{toApiError(error).message}</Alert> : null}
      {planned.length > 0 ? (
        <CostButton estimate={makeCost} loading={make.isPending} onClick={() => make.mutate()}>
          Make {count(planned.length, "image")}
        </CostButton>
      ) : null}
      <Field label="Describe images from the text">
        <Select value={inside} onValueChange={setInside} options={CHOICES} />
      </Field>
      <CostButton estimate={planCost} variant={planned.length > 0 ? "secondary" : "primary"} loading={plan.isPending} onClick={() => plan.mutate()}>
        Describe the images
      </CostButton>
    </section>
  );
}

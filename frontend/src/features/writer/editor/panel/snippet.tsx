import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";

import { type ApiError, toApiError } from "@/shared/api/errors";
import { useCurrentSite } from "@/shared/entities/site";
import { cn } from "@/shared/lib/cn";
import { Button } from "@/shared/ui/button";
import { Dialog } from "@/shared/ui/dialog";
import { Field } from "@/shared/ui/field";
import { Input, Textarea } from "@/shared/ui/input";
import { Segmented } from "@/shared/ui/segmented";

import { contentChanged, saveContent } from "../../api/content";
import { cutToWidth, DESCRIPTION_FONT, DESCRIPTION_PX, type Device, measureText, TITLE_FONT, TITLE_PX } from "../model/measure";
import { useDesk, useDeskState } from "../use-desk";

/** The page as a result of a search, to the pixel, and the fields it is made of. */
export function Snippet({ canEdit }: { canEdit: boolean }) {
  const desk = useDesk();
  const [device, setDevice] = useState<Device>("desktop");
  const [isLarge, setIsLarge] = useState(false);
  const title = useDeskState((state) => state.title);
  const metaTitle = useDeskState((state) => state.meta_title);
  const description = useDeskState((state) => state.meta_description);
  const titlePx = Math.round(measureText(metaTitle || title, TITLE_FONT));
  const descriptionPx = Math.round(measureText(description, DESCRIPTION_FONT));
  return (
    <div className="grid gap-5">
      <div className="grid gap-3">
        <Segmented
          aria-label="Device"
          size="sm"
          value={device}
          onValueChange={setDevice}
          options={[
            { value: "desktop", label: "Desktop", icon: Monitor },
            { value: "phone", label: "Phone", icon: Smartphone },
          ]}
        />
        <Preview device={device} title={metaTitle || title} description={description} />
        {device === "desktop" ? (
          <Button variant="link" size="sm" className="justify-self-start" onClick={() => setIsLarge(true)}>
            Show it at full size
          </Button>
        ) : null}
        <Dialog open={isLarge} onOpenChange={setIsLarge} size="lg" title="On a desktop, pixel for pixel">
          <Preview device="desktop" isWide title={metaTitle || title} description={description} />
        </Dialog>
      </div>
      <Field label="Meta title" hint={metaTitle ? undefined : "Empty: the title is used."} aside={<Width px={titlePx} limit={TITLE_PX} />}>
        <Input data-editor-field="meta_title" value={metaTitle} maxLength={255} readOnly={!canEdit} placeholder={title} onChange={(event) => desk.setMeta("meta_title", event.target.value)} />
      </Field>
      <Field label="Meta description" hint={`${String(description.length)} characters. What matters comes first: phones cut it at ${String(DESCRIPTION_PX.phone)} px.`} aside={<Width px={descriptionPx} limit={DESCRIPTION_PX.desktop} />}>
        <Textarea data-editor-field="meta_description" value={description} maxLength={500} rows={3} readOnly={!canEdit} onChange={(event) => desk.setMeta("meta_description", event.target.value.replace(/\n/g, " "))} />
      </Field>
      <SlugField canEdit={canEdit} />
    </div>
  );
}

function Width({ px, limit }: { px: number; limit: number }) {
  return (
    <span className={cn("tabular", px > limit && "text-warning")}>
      {px} of {limit} px{px > limit ? ", cut" : ""}
    </span>
  );
}

function Preview({ device, isWide = false, title, description }: { device: Device; isWide?: boolean; title: string; description: string }) {
  const site = useCurrentSite();
  const slug = useDeskState((state) => state.content.slug);
  const shownTitle = cutToWidth(title, device === "desktop" ? TITLE_PX : TITLE_PX * 1.6, TITLE_FONT).shown;
  const shown = cutToWidth(description, DESCRIPTION_PX[device], DESCRIPTION_FONT).shown;
  const host = site.domain || `${site.slug}.example`;
  return (
    // The page of results has its own looks, in the light and in the dark.
    <div role="img" aria-label={`Search result: ${shownTitle}. ${shown || "No description"}`} className="overflow-hidden rounded-lg border bg-white p-4 dark:bg-[#202124]" style={{ fontFamily: "Arial, sans-serif" }}>
      <div className={cn(isWide ? "w-[600px] max-w-none" : "max-w-[360px]")}>
        <div className="flex items-center gap-3">
          <span className="grid size-7 shrink-0 place-items-center rounded-full bg-[#f1f3f4] text-[12px] text-[#5f6368] uppercase dark:bg-[#303134] dark:text-[#bdc1c6]">{site.name.slice(0, 1)}</span>
          <span className="min-w-0 leading-tight">
            <span className="block truncate text-[14px] text-[#202124] dark:text-[#dadce0]">{site.name}</span>
            <span className="block truncate text-[12px] text-[#4d5156] dark:text-[#bdc1c6]">
              https://{host} › {slug}
            </span>
          </span>
        </div>
        <p className={cn("mt-1 text-[20px] leading-[1.3] text-[#1a0dab] dark:text-[#99c3ff]", isWide && "whitespace-nowrap")}>{shownTitle || "No title"}</p>
        <p className="mt-1 text-[14px] leading-[1.58] text-[#4d5156] dark:text-[#bdc1c6]">{shown || "Without a description, the search engine takes some sentences of the text."}</p>
      </div>
    </div>
  );
}

function SlugField({ canEdit }: { canEdit: boolean }) {
  const desk = useDesk();
  const client = useQueryClient();
  const content = useDeskState((state) => state.content);
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation<Awaited<ReturnType<typeof saveContent>>, ApiError, string>({
    mutationFn: (slug) =>
      saveContent(content.id, { slug }).catch((thrown: unknown) => {
        throw toApiError(thrown);
      }),
    onSuccess: (answer) => {
      setTyped(null);
      desk.receive(answer);
      contentChanged(client, answer);
    },
  });
  const value = typed ?? content.slug;
  const isLive = content.published_version !== null;
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== null && typed.trim() !== "" && typed !== content.slug) save.mutate(typed.trim());
      }}
    >
      <Field label="Address (slug)" error={save.error ? (save.error.fields.slug?.join(" ") ?? save.error.message) : undefined} hint={isLive && typed !== null ? "The page is live. Its old address will lead to the new one." : undefined} aside={<span className="tabular">{value.length} of 200</span>}>
        <Input
          data-editor-field="slug"
          value={value}
          maxLength={200}
          readOnly={!canEdit}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => {
            save.reset();
            setTyped(event.target.value.toLowerCase().replace(/[\s_]+/g, "-"));
          }}
        />
      </Field>
      {typed !== null && typed !== content.slug ? (
        <div className="flex gap-2">
          <Button type="submit" size="sm" variant="primary" loading={save.isPending} disabled={typed.trim() === ""}>
            Change the address
          </Button>
          <Button size="sm" onClick={() => setTyped(null)}>
            Cancel
          </Button>
        </div>
      ) : null}
    </form>
  );
}

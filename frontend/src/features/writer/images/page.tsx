import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleAlert, Image as ImageIcon, ImageOff } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Link } from "react-router";

import { StatusBadge } from "@/shared/entities/badges";
import { Can, useRole } from "@/shared/entities/me";
import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { useDebounced } from "@/shared/hooks/use-debounced";
import { urlChoice, urlFlag, urlText, useUrlState } from "@/shared/hooks/use-url-state";
import { cn } from "@/shared/lib/cn";
import { count } from "@/shared/lib/format";
import { atLeast } from "@/shared/lib/roles";
import { IMAGE_ROLE, statusOptions, wordOf } from "@/shared/lib/words";
import { AuthedImage } from "@/shared/ui/authed-image";
import { Badge } from "@/shared/ui/badge";
import { Button } from "@/shared/ui/button";
import { Checkbox } from "@/shared/ui/checkbox";
import { EmptyState } from "@/shared/ui/empty-state";
import { SearchInput } from "@/shared/ui/input";
import { Page } from "@/shared/ui/page";
import { QueryState } from "@/shared/ui/query-state";
import { Select } from "@/shared/ui/select";
import { Skeleton } from "@/shared/ui/skeleton";
import { Switch } from "@/shared/ui/switch";

import type { Image } from "../api/images";
import { galleryQuery } from "./api";
import { ImageDialog } from "./image-dialog";
import { MakeButton } from "./make-button";
import { byContent, lacksAlt, neighbourOf, versionedPath } from "./model";

const STATES = ["", "planned", "queued", "ready", "failed"] as const;
const ROLES = ["", "featured", "in_article", "social"] as const;
const URL_STATE = { q: urlText(), status: urlChoice(STATES, ""), role: urlChoice(ROLES, ""), alt: urlFlag(), image: urlText() };
const STATE_OPTIONS = [{ value: "" as const, label: "Any state" }, ...statusOptions("image").map(({ value, label }) => ({ value: value as (typeof STATES)[number], label }))];
const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: value === "" ? "Any place" : IMAGE_ROLE[value].label }));
const GRID = "grid grid-cols-[repeat(auto-fill,minmax(min(11rem,45%),1fr))] gap-3";

export function ImagesPage() {
  const site = useCurrentSite();
  const path = useSitePath();
  const canEdit = atLeast(useRole(), "editor");
  const [url, setUrl] = useUrlState(URL_STATE);
  const search = useDebounced(url.q.trim(), 250);
  const narrowing = { ...(search ? { search } : {}), ...(url.status ? { status: url.status } : {}), ...(url.role ? { role: url.role } : {}), ...(url.alt ? { alt_missing: "true" } : {}) };
  const query = useInfiniteQuery(galleryQuery(site.id, narrowing));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const grid = useRef<HTMLDivElement>(null);

  const all = query.data?.pages.flatMap((one) => one.results) ?? [];
  const groups = byContent(all);
  const inOrder = groups.flatMap((group) => group.images);
  const index = inOrder.findIndex((image) => image.id === url.image);
  const opened = inOrder[index] ?? all.find((image) => image.id === url.image);
  const chosen = all.filter((image) => picked.has(image.id) && image.status !== "queued");
  const todo = all.filter((image) => image.status === "planned" || image.status === "failed");
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;

  const onKeyDown = (event: KeyboardEvent): void => {
    const cards = [...(grid.current?.querySelectorAll<HTMLElement>("[data-image]") ?? [])];
    const from = cards.findIndex((card) => card === event.target);
    if (from < 0 || !/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    cards[neighbourOf(cards.map((card) => card.getBoundingClientRect()), from, event.key)]?.focus();
  };
  const pick = (id: string, isOn: boolean): void => {
    const next = new Set(picked);
    if (isOn) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  const go = (by: number) => {
    const next = index < 0 ? undefined : inOrder[index + by];
    return next ? () => setUrl({ image: next.id }, { replace: true }) : undefined;
  };
  const isNarrowed = search !== "" || url.status !== "" || url.role !== "" || url.alt;
  return (
    <Page wide title="Images" description="Pictures of your articles: planned, made, and described for everybody." actions={canEdit ? <MakeButton images={chosen.length > 0 ? chosen : todo.slice(0, 300)} siteId={site.id} onStarted={() => setPicked(new Set())} /> : null}>
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput className="max-w-64" placeholder="Search alt texts and prompts" value={url.q} onValueChange={(q) => setUrl({ q }, { replace: true })} />
        <Select aria-label="State" className="w-36" value={url.status} onValueChange={(status) => setUrl({ status })} options={STATE_OPTIONS} />
        <Select aria-label="Place" className="w-36" value={url.role} onValueChange={(role) => setUrl({ role })} options={ROLE_OPTIONS} />
        <Switch label="Alt text to write" checked={url.alt} onCheckedChange={(alt) => setUrl({ alt })} />
        {picked.size > 0 ? (
          <Button variant="ghost" size="sm" className="ml-auto" onClick={() => setPicked(new Set())}>
            Clear {count(picked.size, "image")}
          </Button>
        ) : null}
      </div>
      <QueryState query={query} skeleton={<GallerySkeleton />}>
        {() =>
          groups.length === 0 ? (
            <EmptyState
              icon={ImageIcon}
              title={isNarrowed ? "No image matches" : "No images yet"}
              body={isNarrowed ? (url.alt ? "Every image has its own alternative text." : "Other filters may find some.") : "Open an article and plan its images: each gets a description first, and costs something only when it is made."}
              action={
                isNarrowed ? (
                  <Button onClick={() => setUrl({ q: "", status: "", role: "", alt: false })}>Clear the filters</Button>
                ) : (
                  <Can role="editor">
                    <Button variant="primary" asChild>
                      <Link to={path("writer/content")}>Choose an article</Link>
                    </Button>
                  </Can>
                )
              }
            />
          ) : (
            // One handler moves the focus between all cards.
            // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- dragging is the pointer's way; the menu is the keyboard's
            <div ref={grid} onKeyDown={onKeyDown} className="grid gap-7">
              {groups.map((group) => (
                <section key={group.contentId} aria-labelledby={`g${group.contentId}`} className="grid gap-2">
                  <h2 id={`g${group.contentId}`} className="flex min-w-0 items-baseline gap-2">
                    <Link className="truncate font-medium underline-offset-3 hover:underline" to={path(`writer/content/${group.contentId}`)}>
                      {group.title}
                    </Link>
                    <span className="shrink-0 text-sm text-muted">{count(group.images.length, "image")}</span>
                  </h2>
                  <ul className={GRID}>
                    {group.images.map((image) => (
                      <Card key={image.id} image={image} isPicked={picked.has(image.id)} onPick={canEdit ? (isOn) => pick(image.id, isOn) : undefined} onOpen={() => setUrl({ image: image.id })} />
                    ))}
                  </ul>
                </section>
              ))}
              {hasNextPage ? (
                <Button className="justify-self-center" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  Show more images
                </Button>
              ) : null}
            </div>
          )
        }
      </QueryState>
      {opened ? <ImageDialog key={opened.id} image={opened} onClose={() => setUrl({ image: "" })} onPrevious={go(-1)} onNext={go(1)} /> : null}
    </Page>
  );
}

function Card({ image, isPicked, onPick, onOpen }: { image: Image; isPicked: boolean; onPick: ((isOn: boolean) => void) | undefined; onOpen: () => void }) {
  const role = wordOf(IMAGE_ROLE, image.role).label;
  const isMade = image.sha256 !== "";
  return (
    <li className={cn("group/card relative grid min-w-0 content-start gap-1.5 rounded-lg", isPicked && "outline-2 outline-offset-4 outline-accent")}>
      <button type="button" data-image={image.id} onClick={onOpen} aria-label={`${role} image: ${image.alt_text || "no alternative text"}`} className="grid aspect-[1200/630] w-full place-items-center overflow-hidden rounded-md border bg-sunken text-faint hover:border-line-strong">
        {isMade ? <AuthedImage src={versionedPath(image)} alt="" className="size-full object-cover" /> : <ImageOff className="size-6" aria-hidden="true" />}
      </button>
      {onPick ? (
        <span className={cn("absolute top-2 left-2 grid size-6 place-items-center rounded-md bg-surface/90 opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 touch:opacity-100", isPicked && "opacity-100")}>
          <Checkbox checked={isPicked} onCheckedChange={onPick} aria-label={`Choose the image: ${image.alt_text}`} />
        </span>
      ) : null}
      <span className="flex flex-wrap items-center gap-1.5">
        <Badge>{role}</Badge>
        {image.status === "ready" ? null : <StatusBadge kind="image" status={image.status} />}
        {lacksAlt(image) ? (
          <Badge tone="warning" icon={CircleAlert}>
            Alt text to write
          </Badge>
        ) : null}
      </span>
      <span className="line-clamp-2 text-sm text-muted">{image.error || image.alt_text}</span>
    </li>
  );
}

function GallerySkeleton() {
  return (
    <div className={GRID}>
      {Array.from({ length: 10 }, (_, index) => (
        <Skeleton key={index} className="aspect-[1200/630] h-auto w-full" />
      ))}
    </div>
  );
}

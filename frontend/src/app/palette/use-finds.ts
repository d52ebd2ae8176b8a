/** Objects of the site whose words match, for the palette. */
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { FileText, Lightbulb, type LucideIcon, Shapes, Tag } from "lucide-react";
import { useEffect, useState } from "react";

import { api, page } from "@/shared/api/client";

const EACH = 5;
const SHORTEST = 2;
const PAUSE_MS = 180;

export interface Find {
  id: string;
  label: string;
  /** Path of the site. */
  path: string;
}

export interface FindGroup {
  heading: string;
  icon: LucideIcon;
  finds: Find[];
}

interface Source {
  key: string;
  heading: string;
  icon: LucideIcon;
  find: (siteId: string, search: string, signal: AbortSignal) => Promise<Find[]>;
}

const SOURCES: readonly Source[] = [
  {
    key: "content",
    heading: "Content",
    icon: FileText,
    find: async (site_id, search, signal) => {
      const { results } = await page(api.GET("/api/v1/writer/content/", { params: { query: { site_id, search, page_size: EACH } }, signal }));
      return results.map((row) => ({ id: row.id, label: row.title, path: `writer/content/${row.id}` }));
    },
  },
  {
    key: "clusters",
    heading: "Clusters",
    icon: Shapes,
    find: async (site_id, search, signal) => {
      const { results } = await page(api.GET("/api/v1/planner/clusters/", { params: { query: { site_id, search, page_size: EACH } }, signal }));
      return results.map((row) => ({ id: row.id, label: row.name, path: `planner/clusters/${row.id}` }));
    },
  },
  {
    key: "ideas",
    heading: "Ideas",
    icon: Lightbulb,
    find: async (site_id, search, signal) => {
      const { results } = await page(api.GET("/api/v1/planner/ideas/", { params: { query: { site_id, search, page_size: EACH } }, signal }));
      return results.map((row) => ({ id: row.id, label: row.title, path: `planner/ideas?panel=${row.id}` }));
    },
  },
  {
    key: "keywords",
    heading: "Keywords",
    icon: Tag,
    find: async (site_id, search, signal) => {
      const { results } = await page(api.GET("/api/v1/planner/keywords/", { params: { query: { site_id, search, page_size: EACH } }, signal }));
      return results.map((row) => ({ id: row.id, label: row.keyword, path: `planner/keywords?panel=${row.id}` }));
    },
  },
];

export function useFinds(siteId: string | undefined, text: string): { groups: FindGroup[]; isSearching: boolean } {
  const [search, setSearch] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const isWanted = siteId !== undefined && search.length >= SHORTEST;
  const answers = useQueries({
    queries: SOURCES.map(({ key, find }) => ({
      queryKey: ["finds", siteId, key, search],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(siteId ?? "", search, signal),
      enabled: isWanted,
      staleTime: 30_000,
      placeholderData: keepPreviousData,
    })),
  });
  const groups = SOURCES.map(({ heading, icon }, index) => ({ heading, icon, finds: (isWanted ? answers[index]?.data : undefined) ?? [] })).filter(({ finds }) => finds.length > 0);
  return { groups, isSearching: text.trim().length >= SHORTEST && siteId !== undefined && (search !== text.trim() || answers.some((answer) => answer.isFetching)) };
}

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";

import { useCurrentSite, useSitePath } from "@/shared/entities/site";
import { Button } from "@/shared/ui/button";
import { QueryState } from "@/shared/ui/query-state";

import { contentQuery } from "../api/content";

import { EditorSkeleton } from "./skeleton";

const Screen = lazy(() => import("./screen"));

/** One text, to be written, checked, approved and published. */
export function EditorPage() {
  const site = useCurrentSite();
  const sitePath = useSitePath();
  const { id = "" } = useParams();
  const query = useQuery(contentQuery(site.id, id));
  return (
    <QueryState
      query={query}
      skeleton={<EditorSkeleton />}
      notFound="This article was not found"
      errorAction={
        <Button asChild>
          <Link to={sitePath("writer/content")}>All content</Link>
        </Button>
      }
    >
      {(content) => (
        <Suspense fallback={<EditorSkeleton />}>
          <Screen key={content.id} content={content} />
        </Suspense>
      )}
    </QueryState>
  );
}

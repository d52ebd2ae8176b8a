import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { useSitePath } from "@/shared/entities/site";
import { count } from "@/shared/lib/format";
import { Alert } from "@/shared/ui/alert";

import { type Collision, collisionsQuery } from "../api/ideas";
import { collisionPath } from "./words";

const linkLook = "font-medium underline underline-offset-3";

/** What answers the same intent, each with where to see it. */
export function CollisionList({ collisions }: { collisions: readonly Collision[] }) {
  const path = useSitePath();
  return (
    <ul className="grid gap-1.5">
      {collisions.map((one) => {
        const { to, isOutside } = collisionPath(one);
        return (
          <li key={`${one.kind}.${one.id}`} className="text-pretty">
            {one.reason}{" "}
            {isOutside ? (
              <a href={to} target="_blank" rel="noreferrer" className={linkLook}>
                Open the page
              </a>
            ) : (
              <Link to={path(to)} className={linkLook}>
                {one.kind === "idea" ? "See the idea" : one.kind === "brand" ? "See the cluster" : "See the text"}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The same for one idea, asked for when it is shown. Nothing while nothing collides. */
export function Collisions({ ideaId }: { ideaId: string }) {
  const { data, error } = useQuery(collisionsQuery(ideaId));
  if (error) return <Alert tone="warning">What collides with it could not be looked up. It is checked again before it is queued.</Alert>;
  if (data === undefined || data.length === 0) return null;
  return (
    <Alert tone="warning" title={data.length === 1 ? "A page answers this already" : `${count(data.length, "page")} answer this already`}>
      <CollisionList collisions={data} />
    </Alert>
  );
}

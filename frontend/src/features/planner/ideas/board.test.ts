import { describe, expect, it } from "vitest";

import type { Idea, IdeaStatus } from "../api/ideas";
import { type Board, EMPTY_BOARD, leftBehind, moved, reachedBy, refusalOf } from "./board";
import { byStatus } from "./use-moves";
import { collisionPath, refusalWords } from "./words";

const card = (id: string, status: IdeaStatus) => ({ id, status, title: id }) as Idea;
const BOARD: Board = { ...EMPTY_BOARD, draft: [card("d1", "draft"), card("d2", "draft"), card("d3", "draft")], queued: [card("q1", "queued")], rejected: [card("r1", "rejected"), card("r2", "rejected")] };
const idsOf = (board: Board, status: IdeaStatus) => board[status].map((idea) => idea.id);

describe("moving cards", () => {
  it("puts them on top of the column with their new status, in their order", () => {
    const next = moved(BOARD, new Set(["d1", "d3"]), "rejected");
    expect(idsOf(next, "draft")).toEqual(["d2"]);
    expect(idsOf(next, "rejected")).toEqual(["d1", "d3", "r1", "r2"]);
    expect(next.rejected[0]?.status).toBe("rejected");
    expect(idsOf(BOARD, "draft")).toEqual(["d1", "d2", "d3"]);
  });

  it("says in a sentence what cannot be", () => {
    expect(refusalOf("draft", "approved")).toBe("");
    expect(refusalOf("approved", "queued")).toBe("");
    expect(refusalOf("queued", "draft")).toMatch(/Cancel the task/);
    expect(refusalOf("draft", "completed")).not.toBe("");
    expect(refusalOf("rejected", "queued")).toMatch(/Set it back/);
    expect(refusalOf("draft", "draft")).toMatch(/already/);
  });

  it("gives each idea its own status back", () => {
    expect([...byStatus([card("a", "draft"), card("b", "rejected"), card("c", "draft")])]).toEqual([["draft", ["a", "c"]], ["rejected", ["b"]]]);
  });
});

describe("keys on the board", () => {
  it("goes up and down in a column and stops at its ends", () => {
    expect(reachedBy(BOARD, "d1", "ArrowDown")).toBe("d2");
    expect(reachedBy(BOARD, "d1", "ArrowUp")).toBe("d1");
    expect(reachedBy(BOARD, "d1", "End")).toBe("d3");
    expect(reachedBy(BOARD, "d3", "Home")).toBe("d1");
  });

  it("goes sideways over empty columns, to the card at the same height", () => {
    expect(reachedBy(BOARD, "d3", "ArrowRight")).toBe("q1");
    expect(reachedBy(BOARD, "q1", "ArrowRight")).toBe("r1");
    expect(reachedBy(BOARD, "r2", "ArrowLeft")).toBe("q1");
    expect(reachedBy(BOARD, "d1", "ArrowLeft")).toBe("d1");
  });

  it("goes on with what is left when a card leaves", () => {
    expect(leftBehind(BOARD.draft, new Set(["d2"]), "d2")).toBe("d3");
    expect(leftBehind(BOARD.draft, new Set(["d3"]), "d3")).toBe("d2");
    expect(leftBehind([card("x", "draft")], new Set(["x"]), "x")).toBeNull();
  });
});

describe("words of refusals and collisions", () => {
  it("leaves out what is meant for programs", () => {
    expect(refusalWords("The published page “A” targets “b”, which asks the same. 1 more collide. Pass allow_overlap to go on all the same.")).toBe("The published page “A” targets “b”, which asks the same. 1 more page answers it, too.");
    expect(refusalWords("The idea is rejected. Set it back to draft first.")).toBe("The idea is rejected. Set it back to draft first.");
  });

  it("leads to what collides, and never to an address that is no page", () => {
    expect(collisionPath({ kind: "idea", id: "i1", title: "A", url: "" })).toEqual({ to: "planner/ideas?panel=i1", isOutside: false });
    expect(collisionPath({ kind: "page", id: "p1", title: "A & B", url: "https://x.example/a" })).toEqual({ to: "https://x.example/a", isOutside: true });
    expect(collisionPath({ kind: "page", id: "p1", title: "A & B", url: "javascript:alert(1)" })).toEqual({ to: "writer/content?q=A%20%26%20B", isOutside: false });
  });
});

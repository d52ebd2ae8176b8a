import type { Schema } from "@/shared/api/client";

export type Role = Schema<"RoleName">;

const RANK: Record<Role, number> = { viewer: 1, editor: 2, system_bot: 2, admin: 3, owner: 4, developer: 5 };

export function atLeast(role: Role | undefined, needed: Role): boolean {
  return role !== undefined && RANK[role] >= RANK[needed];
}

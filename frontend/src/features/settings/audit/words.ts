/** The log's actions and fields as people read them. */

interface Doing {
  label: string;
  tone: "neutral" | "success" | "warning" | "danger";
}

const ACTIONS: Record<string, Doing> = {
  "account.register": { label: "Registered the account", tone: "success" },
  "account.update": { label: "Changed the account", tone: "neutral" },
  "staff.enter": { label: "Support looked in", tone: "warning" },
  "user.sign_in": { label: "Signed in", tone: "neutral" },
  "user.sign_in_failed": { label: "Failed to sign in", tone: "danger" },
  "user.sessions_end": { label: "Ended sign-ins", tone: "neutral" },
  "user.password_change": { label: "Changed the password", tone: "warning" },
  "user.email_verify": { label: "Confirmed the address", tone: "neutral" },
  "user.join": { label: "Joined the account", tone: "success" },
  "user.role_change": { label: "Changed a role", tone: "warning" },
  "user.deactivate": { label: "Deactivated a person", tone: "danger" },
  "user.reactivate": { label: "Reactivated a person", tone: "success" },
  "invitation.create": { label: "Invited somebody", tone: "neutral" },
  "invitation.revoke": { label: "Revoked an invitation", tone: "neutral" },
  "site.create": { label: "Set up a site", tone: "success" },
  "site.update": { label: "Changed a site", tone: "neutral" },
  "site.archive": { label: "Archived a site", tone: "warning" },
  "site.delete": { label: "Deleted a site", tone: "danger" },
  "sector.create": { label: "Added a topic", tone: "neutral" },
  "sector.archive": { label: "Archived a topic", tone: "neutral" },
  "site_access.grant": { label: "Shared a site", tone: "neutral" },
  "site_access.revoke": { label: "Stopped sharing a site", tone: "neutral" },
  "api_key.create": { label: "Made an API key", tone: "warning" },
  "api_key.revoke": { label: "Revoked an API key", tone: "neutral" },
  "prompt.set": { label: "Saved a prompt", tone: "neutral" },
  "prompt.rollback": { label: "Put a prompt back", tone: "neutral" },
  "prompt.reset": { label: "Reset a prompt", tone: "neutral" },
  "author_profile.create": { label: "Added an author", tone: "neutral" },
  "author_profile.update": { label: "Changed an author", tone: "neutral" },
  "author_profile.delete": { label: "Deleted an author", tone: "neutral" },
  "provider_settings.create": { label: "Added a model provider", tone: "warning" },
  "provider_settings.update": { label: "Changed a model provider", tone: "warning" },
  "provider_settings.delete": { label: "Deleted a model provider", tone: "warning" },
};

const OBJECTS: Record<string, string> = {
  account: "Account",
  user: "Person",
  invitation: "Invitation",
  site: "Site",
  sector: "Topic",
  site_access: "Site access",
  api_key: "API key",
  prompt: "Prompt",
  author_profile: "Author",
  provider_settings: "Model provider",
  staff: "Support",
};

const FIELDS: Record<string, string> = {
  site_id: "Site",
  owner_id: "Owner",
  user_id: "Person",
  session_id: "Session",
  replaces_id: "Replaces the key",
  api_key: "Key",
  base_url: "Address",
  max_tokens: "Tokens at most",
  same_as: "Profiles elsewhere",
  is_active: "Active",
  is_default: "Default",
  by_mail: "By mail",
  email: "E-mail",
};

/** An action in words; one this build does not know yet, as readable as it can be made. */
export function actionWord(action: string): Doing {
  return ACTIONS[action] ?? { label: readable(action.replace(".", ": ")), tone: "neutral" };
}

export function objectWord(type: string): string {
  return OBJECTS[type] ?? readable(type);
}

export function fieldWord(name: string): string {
  return FIELDS[name] ?? readable(name.replace(/_id$/, ""));
}

export const actionOptions = Object.entries(ACTIONS).map(([value, { label }]) => ({ value, label }));
export const objectOptions = Object.entries(OBJECTS).map(([value, label]) => ({ value, label }));

function readable(name: string): string {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

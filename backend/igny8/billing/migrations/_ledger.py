"""Database functions and triggers of the ledger.

Each service is one function, so one round trip. They run as the caller (SECURITY INVOKER): row-level security applies.
Every one of them locks the account's balance row first, so that movements of one account follow each other and two of them
cannot wait for one another.
"""

POST = """
CREATE FUNCTION igny8_credits_post(
  p_id uuid, p_account uuid, p_kind text, p_key text, p_moved bigint, p_from text, p_to text,
  p_operation text, p_run uuid, p_hold uuid, p_site uuid, p_user uuid,
  p_actor_kind text, p_actor uuid, p_reason text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO igny8_credit_transactions (id, account_id, created_at, kind, key, amount_centi, moved_centi, operation,
    run_id, hold_id, site_id, user_id, actor_kind, actor_id, reason)
  VALUES (p_id, p_account, now(), p_kind, p_key,
    CASE 'available' WHEN p_to THEN p_moved WHEN p_from THEN -p_moved ELSE 0 END, p_moved, p_operation,
    p_run, p_hold, p_site, p_user, p_actor_kind, p_actor, p_reason);
  INSERT INTO igny8_credit_entries (account_id, transaction_id, bucket, amount_centi)
  VALUES (p_account, p_id, p_from, -p_moved), (p_account, p_id, p_to, p_moved);
END $$
"""

RESERVE = """
CREATE FUNCTION igny8_credits_reserve(
  p_hold uuid, p_transaction uuid, p_account uuid, p_run uuid, p_operation text, p_amount bigint,
  p_site uuid, p_user uuid, p_actor_kind text, p_actor uuid
) RETURNS TABLE (outcome text, left_centi bigint) LANGUAGE plpgsql AS $$
DECLARE
  b igny8_credit_balances%ROWTYPE;
  v_state text;
  v_left bigint;
BEGIN
  SELECT * INTO b FROM igny8_credit_balances WHERE account_id = p_account FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN QUERY SELECT 'exhausted', 0::bigint; RETURN; END IF;
  SELECT state INTO v_state FROM igny8_credit_holds WHERE account_id = p_account AND run_id = p_run;
  IF FOUND THEN RETURN QUERY SELECT v_state, b.available_centi; RETURN; END IF;
  IF b.available_centi < p_amount THEN RETURN QUERY SELECT 'exhausted', b.available_centi; RETURN; END IF;
  IF b.spend_cap_centi IS NOT NULL THEN
    v_left := b.spend_cap_centi - b.held_centi
      - CASE WHEN b.spent_month = date_trunc('month', now() AT TIME ZONE 'UTC')::date THEN b.spent_centi ELSE 0 END;
    IF v_left < p_amount THEN RETURN QUERY SELECT 'capped', greatest(v_left, 0); RETURN; END IF;
  END IF;
  UPDATE igny8_credit_balances SET available_centi = available_centi - p_amount, held_centi = held_centi + p_amount,
    updated_at = now() WHERE id = b.id;
  INSERT INTO igny8_credit_holds
    (id, account_id, created_at, updated_at, run_id, operation, amount_centi, settled_centi, state, site_id, user_id)
  VALUES (p_hold, p_account, now(), now(), p_run, p_operation, p_amount, 0, 'held', p_site, p_user);
  PERFORM igny8_credits_post(p_transaction, p_account, 'reserve', 'reserve:' || p_run, p_amount, 'available', 'held',
    p_operation, p_run, p_hold, p_site, p_user, p_actor_kind, p_actor, '');
  RETURN QUERY SELECT 'reserved', b.available_centi - p_amount;
END $$
"""

SETTLE = """
CREATE FUNCTION igny8_credits_settle(
  p_settle uuid, p_release uuid, p_usage uuid, p_account uuid, p_run uuid, p_amount bigint, p_units bigint,
  p_object_type text, p_object uuid, p_low_percent int, p_actor_kind text, p_actor uuid
) RETURNS TABLE (settled_centi bigint, crossed boolean, left_centi bigint, last_grant_centi bigint) LANGUAGE plpgsql AS $$
DECLARE
  b igny8_credit_balances%ROWTYPE;
  h igny8_credit_holds%ROWTYPE;
  v_month date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
  v_settled bigint;
  v_rest bigint;
  v_left bigint;
  v_crossed boolean;
BEGIN
  SELECT * INTO b FROM igny8_credit_balances WHERE account_id = p_account FOR NO KEY UPDATE;
  SELECT * INTO h FROM igny8_credit_holds WHERE account_id = p_account AND run_id = p_run;
  IF NOT FOUND THEN RETURN QUERY SELECT 0::bigint, false, 0::bigint, 0::bigint; RETURN; END IF;
  IF h.state <> 'held' THEN RETURN QUERY SELECT h.settled_centi, false, 0::bigint, 0::bigint; RETURN; END IF;
  v_settled := least(p_amount, h.amount_centi);
  v_rest := h.amount_centi - v_settled;
  v_left := b.available_centi + b.held_centi - v_settled;
  v_crossed := b.low_since IS NULL AND v_left * 100 < b.last_grant_centi * p_low_percent;
  UPDATE igny8_credit_balances x SET available_centi = x.available_centi + v_rest, held_centi = x.held_centi - h.amount_centi,
    spent_centi = CASE WHEN x.spent_month = v_month THEN x.spent_centi ELSE 0 END + v_settled, spent_month = v_month,
    low_since = CASE WHEN v_crossed THEN now() ELSE x.low_since END, updated_at = now()
  WHERE x.id = b.id;
  UPDATE igny8_credit_holds x SET settled_centi = v_settled, updated_at = now(),
    state = CASE WHEN v_settled > 0 THEN 'settled' ELSE 'released' END WHERE x.id = h.id;
  IF v_settled > 0 THEN
    PERFORM igny8_credits_post(p_settle, p_account, 'settle', 'settle:' || p_run, v_settled, 'held', 'revenue',
      h.operation, p_run, h.id, h.site_id, h.user_id, p_actor_kind, p_actor, '');
    INSERT INTO igny8_credit_usage_logs (id, account_id, created_at, run_id, operation, site_id, user_id, units,
      credits_centi, object_type, object_id)
    VALUES (p_usage, p_account, now(), p_run, h.operation, h.site_id, h.user_id, p_units, v_settled, p_object_type, p_object);
  END IF;
  IF v_rest > 0 THEN
    PERFORM igny8_credits_post(p_release, p_account, 'release', 'release:' || p_run, v_rest, 'held', 'available',
      h.operation, p_run, h.id, h.site_id, h.user_id, p_actor_kind, p_actor, '');
  END IF;
  RETURN QUERY SELECT v_settled, v_crossed, v_left, b.last_grant_centi;
END $$
"""

RELEASE = """
CREATE FUNCTION igny8_credits_release(
  p_transaction uuid, p_account uuid, p_run uuid, p_reason text, p_actor_kind text, p_actor uuid
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  h igny8_credit_holds%ROWTYPE;
BEGIN
  PERFORM 1 FROM igny8_credit_balances WHERE account_id = p_account FOR NO KEY UPDATE;
  UPDATE igny8_credit_holds SET state = 'released', updated_at = now()
    WHERE account_id = p_account AND run_id = p_run AND state = 'held' RETURNING * INTO h;
  IF NOT FOUND THEN RETURN 0; END IF;
  UPDATE igny8_credit_balances SET available_centi = available_centi + h.amount_centi,
    held_centi = held_centi - h.amount_centi, updated_at = now() WHERE account_id = p_account;
  PERFORM igny8_credits_post(p_transaction, p_account, 'release', 'release:' || p_run, h.amount_centi, 'held', 'available',
    h.operation, p_run, h.id, h.site_id, h.user_id, p_actor_kind, p_actor, p_reason);
  RETURN h.amount_centi;
END $$
"""

# A grant or refund (amount above 0) or an adjustment (either sign). ``p_counterpart`` is the bucket the credits come from.
CHANGE = """
CREATE FUNCTION igny8_credits_change(
  p_balance uuid, p_transaction uuid, p_account uuid, p_kind text, p_key text, p_amount bigint, p_counterpart text,
  p_reason text, p_low_percent int, p_actor_kind text, p_actor uuid
) RETURNS TABLE (outcome text, crossed boolean, left_centi bigint, last_grant_centi bigint) LANGUAGE plpgsql AS $$
DECLARE
  b igny8_credit_balances%ROWTYPE;
  v_grant bigint;
  v_left bigint;
  v_low boolean;
BEGIN
  INSERT INTO igny8_credit_balances
    (id, account_id, created_at, updated_at, available_centi, held_centi, last_grant_centi, spent_centi)
  VALUES (p_balance, p_account, now(), now(), 0, 0, 0, 0) ON CONFLICT (account_id) DO NOTHING;
  SELECT * INTO b FROM igny8_credit_balances WHERE account_id = p_account FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM igny8_credit_transactions WHERE account_id = p_account AND key = p_key) THEN
    RETURN QUERY SELECT 'used', false, b.available_centi, b.last_grant_centi; RETURN;
  END IF;
  IF b.available_centi + p_amount < 0 THEN
    RETURN QUERY SELECT 'short', false, b.available_centi, b.last_grant_centi; RETURN;
  END IF;
  v_grant := CASE WHEN p_kind IN ('grant', 'purchase', 'monthly') THEN p_amount ELSE b.last_grant_centi END;
  v_left := b.available_centi + b.held_centi + p_amount;
  v_low := v_left * 100 < v_grant * p_low_percent;
  UPDATE igny8_credit_balances x SET available_centi = x.available_centi + p_amount, last_grant_centi = v_grant,
    low_since = CASE WHEN v_low THEN coalesce(x.low_since, now()) END, updated_at = now()
  WHERE x.id = b.id;
  PERFORM igny8_credits_post(p_transaction, p_account, p_kind, p_key, abs(p_amount),
    CASE WHEN p_amount > 0 THEN p_counterpart ELSE 'available' END,
    CASE WHEN p_amount > 0 THEN 'available' ELSE p_counterpart END,
    '', NULL, NULL, NULL, NULL, p_actor_kind, p_actor, p_reason);
  RETURN QUERY SELECT 'done', v_low AND b.low_since IS NULL, v_left, v_grant;
END $$
"""

# A deferred trigger fires at commit, when the scope that wrote the rows may have closed: rows it cannot see are read in the
# scope of the system.
BALANCED = """
CREATE FUNCTION igny8_credits_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_transaction uuid;
  v_scope text;
  v_sum bigint;
  v_available bigint;
  v_amount bigint;
BEGIN
  IF TG_TABLE_NAME = 'igny8_credit_entries' THEN v_transaction := NEW.transaction_id;
  ELSE v_transaction := NEW.id; END IF;
  SELECT amount_centi INTO v_amount FROM igny8_credit_transactions WHERE id = v_transaction;
  IF NOT FOUND THEN
    v_scope := coalesce(current_setting('app.everything', true), '');
    PERFORM set_config('app.everything', 'on', true);
    SELECT amount_centi INTO v_amount FROM igny8_credit_transactions WHERE id = v_transaction;
  END IF;
  SELECT sum(amount_centi), coalesce(sum(amount_centi) FILTER (WHERE bucket = 'available'), 0)
    INTO v_sum, v_available FROM igny8_credit_entries WHERE transaction_id = v_transaction;
  IF v_scope IS NOT NULL THEN PERFORM set_config('app.everything', v_scope, true); END IF;
  IF v_sum IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'credit transaction % is not balanced: its entries sum to %', v_transaction, coalesce(v_sum, 0)
      USING ERRCODE = 'check_violation';
  ELSIF v_available IS DISTINCT FROM v_amount THEN
    RAISE EXCEPTION 'credit transaction % says % and its entries say %', v_transaction, v_amount, v_available
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$
"""

IMMUTABLE = """
CREATE FUNCTION igny8_credits_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on % is refused, write a reversing transaction', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$
"""

APPEND_ONLY = ("igny8_credit_transactions", "igny8_credit_entries", "igny8_credit_usage_logs")
_FUNCTIONS = {
    "igny8_credits_post": POST,
    "igny8_credits_reserve": RESERVE,
    "igny8_credits_settle": SETTLE,
    "igny8_credits_release": RELEASE,
    "igny8_credits_change": CHANGE,
    "igny8_credits_balanced": BALANCED,
    "igny8_credits_immutable": IMMUTABLE,
}


def up() -> list[str]:
    """Statements that create the functions, triggers and rights."""
    out = list(_FUNCTIONS.values())
    for table in ("igny8_credit_transactions", "igny8_credit_entries"):
        out.append(
            f"CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION igny8_credits_balanced()"
        )
    for table in APPEND_ONLY:
        out.append(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION igny8_credits_immutable()"
        )
    tables = ", ".join(APPEND_ONLY)
    out.append(
        "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'igny8_app') THEN"
        f" REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM igny8_app; END IF; END $$"
    )
    # The balance of a busy account is one row updated all day: leave room to do it in place.
    out.append("ALTER TABLE igny8_credit_balances SET (fillfactor = 50)")
    return out


def down() -> list[str]:
    """Statements that undo ``up``; triggers go with their function."""
    return [f"DROP FUNCTION {name} CASCADE" for name in reversed(_FUNCTIONS)]

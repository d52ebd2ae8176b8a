"""The audit of one account's ledger as one statement, so that everything is seen at the same instant.

Every row is ``(part, code, subject, expected, found)``: totals first, then one row a finding.
"""

AUDIT = """
WITH b AS (SELECT * FROM igny8_credit_balances WHERE account_id = %(account)s),
t AS MATERIALIZED (SELECT * FROM igny8_credit_transactions WHERE account_id = %(account)s),
e AS MATERIALIZED (SELECT * FROM igny8_credit_entries WHERE account_id = %(account)s),
h AS MATERIALIZED (SELECT * FROM igny8_credit_holds WHERE account_id = %(account)s),
u AS MATERIALIZED (SELECT * FROM igny8_credit_usage_logs WHERE account_id = %(account)s),
kinds AS (SELECT kind, sum(moved_centi)::bigint AS moved, sum(amount_centi)::bigint AS amount FROM t GROUP BY kind),
buckets AS (SELECT bucket, sum(amount_centi)::bigint AS amount FROM e GROUP BY bucket),
folded AS (
  SELECT transaction_id, sum(amount_centi)::bigint AS total,
    coalesce(sum(amount_centi) FILTER (WHERE bucket = 'available'), 0)::bigint AS available,
    coalesce(sum(amount_centi) FILTER (WHERE amount_centi > 0), 0)::bigint AS moved
  FROM e GROUP BY transaction_id),
runs AS (
  SELECT run_id, sum(moved_centi) FILTER (WHERE kind = 'reserve')::bigint AS reserved,
    coalesce(sum(moved_centi) FILTER (WHERE kind = 'settle'), 0)::bigint AS settled,
    coalesce(sum(moved_centi) FILTER (WHERE kind = 'release'), 0)::bigint AS released
  FROM t WHERE run_id IS NOT NULL GROUP BY run_id)

SELECT 'total', kind, '', moved, CASE WHEN kind = 'adjust' THEN amount ELSE moved END FROM kinds
UNION ALL SELECT 'total', 'available', '', available_centi, available_centi FROM b
UNION ALL SELECT 'total', 'held', '', held_centi, held_centi FROM b
UNION ALL SELECT 'total', 'open_holds', '', count(*), count(*) FROM h WHERE state = 'held'

UNION ALL SELECT 'finding', 'balance_missing', '', (SELECT count(*) FROM t), 0
  WHERE NOT EXISTS (SELECT 1 FROM b) AND EXISTS (SELECT 1 FROM t)
UNION ALL SELECT 'finding', 'available_not_transactions', '', x.amount, b.available_centi
  FROM b, (SELECT coalesce(sum(amount), 0)::bigint AS amount FROM kinds) x WHERE x.amount <> b.available_centi
UNION ALL SELECT 'finding', 'available_not_entries', '', x.amount, b.available_centi
  FROM b, (SELECT coalesce(sum(amount), 0)::bigint AS amount FROM buckets WHERE bucket = 'available') x
  WHERE x.amount <> b.available_centi
UNION ALL SELECT 'finding', 'held_not_entries', '', x.amount, b.held_centi
  FROM b, (SELECT coalesce(sum(amount), 0)::bigint AS amount FROM buckets WHERE bucket = 'held') x
  WHERE x.amount <> b.held_centi
UNION ALL SELECT 'finding', 'held_not_holds', '', x.amount, b.held_centi
  FROM b, (SELECT coalesce(sum(amount_centi), 0)::bigint AS amount FROM h WHERE state = 'held') x
  WHERE x.amount <> b.held_centi
UNION ALL SELECT 'finding', 'balance_negative', '', 0, least(available_centi, held_centi)
  FROM b WHERE least(available_centi, held_centi) < 0
UNION ALL SELECT 'finding', 'month_not_settlements', '', x.amount, b.spent_centi
  FROM b, LATERAL (SELECT coalesce(sum(moved_centi), 0)::bigint AS amount FROM t WHERE kind = 'settle'
    AND date_trunc('month', created_at AT TIME ZONE 'UTC')::date = b.spent_month) x
  WHERE b.spent_month IS NOT NULL AND x.amount <> b.spent_centi

UNION ALL SELECT 'finding', 'transaction_unbalanced', transaction_id::text, 0, total FROM folded WHERE total <> 0
UNION ALL SELECT 'finding', 'transaction_without_entries', t.id::text, t.moved_centi, 0
  FROM t LEFT JOIN folded f ON f.transaction_id = t.id WHERE f.transaction_id IS NULL
UNION ALL SELECT 'finding', 'entries_without_transaction', f.transaction_id::text, 0, f.moved
  FROM folded f LEFT JOIN t ON t.id = f.transaction_id WHERE t.id IS NULL
UNION ALL SELECT 'finding', 'header_not_entries', t.id::text, f.available, t.amount_centi
  FROM t JOIN folded f ON f.transaction_id = t.id
  WHERE f.total = 0 AND (f.available <> t.amount_centi OR f.moved <> t.moved_centi)

UNION ALL SELECT 'finding', 'hold_without_reserve', h.run_id::text, h.amount_centi, coalesce(r.reserved, 0)
  FROM h LEFT JOIN runs r ON r.run_id = h.run_id WHERE r.reserved IS DISTINCT FROM h.amount_centi
UNION ALL SELECT 'finding', 'reserve_without_hold', r.run_id::text, r.reserved, 0
  FROM runs r LEFT JOIN h ON h.run_id = r.run_id WHERE h.id IS NULL
UNION ALL SELECT 'finding', 'hold_not_settlement', h.run_id::text, coalesce(r.settled, 0), h.settled_centi
  FROM h LEFT JOIN runs r ON r.run_id = h.run_id WHERE h.settled_centi <> coalesce(r.settled, 0)
UNION ALL SELECT 'finding', 'hold_not_closed_whole', h.run_id::text,
    CASE h.state WHEN 'held' THEN 0 ELSE h.amount_centi END, coalesce(r.settled + r.released, 0)
  FROM h LEFT JOIN runs r ON r.run_id = h.run_id
  WHERE coalesce(r.settled + r.released, 0) <> CASE h.state WHEN 'held' THEN 0 ELSE h.amount_centi END
UNION ALL SELECT 'finding', 'usage_not_settlement', coalesce(u.run_id, r.run_id)::text, coalesce(r.settled, 0),
    coalesce(u.credits_centi, 0)
  FROM u FULL JOIN (SELECT * FROM runs WHERE settled > 0) r ON r.run_id = u.run_id
  WHERE coalesce(r.settled, 0) <> coalesce(u.credits_centi, 0)
"""

SENTENCES = {
    "balance_missing": "there are {expected} transactions but no balance",
    "available_not_transactions": "the transactions sum to {expected} and the balance says {found} is available",
    "available_not_entries": "the entries sum to {expected} and the balance says {found} is available",
    "held_not_entries": "the entries sum to {expected} and the balance says {found} is held",
    "held_not_holds": "the open holds sum to {expected} and the balance says {found} is held",
    "balance_negative": "the balance is below zero: {found}",
    "month_not_settlements": "settlements of the month sum to {expected} and its counter says {found}",
    "transaction_unbalanced": "transaction {subject} has entries that sum to {found}, not 0",
    "transaction_without_entries": "transaction {subject} moves {expected} and has no entries",
    "entries_without_transaction": "entries that move {found} name the transaction {subject}, which does not exist",
    "header_not_entries": "transaction {subject} says {found} and its entries say {expected}",
    "hold_without_reserve": "run {subject} holds {expected} and {found} was reserved for it",
    "reserve_without_hold": "{expected} was reserved for run {subject}, which has no hold",
    "hold_not_settlement": "the hold of run {subject} says {found} was settled and the ledger says {expected}",
    "hold_not_closed_whole": "the hold of run {subject} should have closed {expected} and closed {found}",
    "usage_not_settlement": "run {subject} settled {expected} and the usage log says {found}",
    "hold_of_unknown_run": "run {subject} holds {found} and does not exist",
    "hold_of_ended_run": "run {subject} has ended and still holds {found}",
}

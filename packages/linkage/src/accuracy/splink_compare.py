"""Links the standardised records of a Parquet file with Splink, by the rules of prefecture/spec.ts as far as Splink can
say them. Splink has no limit per block, no rules that keep two register rows apart and no evidence that is silent.

Usage: splink_compare.py RECORDS.parquet OUT_FOLDER; writes links.csv, clusters.csv and seconds.json.
"""

import json
import logging
import os
import sys
import time

import duckdb
import splink.internals.comparison_level_library as cll
import splink.internals.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator

logging.getLogger("splink").setLevel(logging.ERROR)

records, out = sys.argv[1:3]
os.makedirs(out, exist_ok=True)
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute(f"CREATE TABLE record AS SELECT * FROM read_parquet('{records}')")
began, began_cpu = time.monotonic(), time.process_time()


def level(sql, label, **more):
    return cll.CustomLevel(sql, label_for_charts=label).configure(**more)


def same(column):
    return f"{column}_l = {column}_r"


def prefix(column, count):
    return f"length({column}_l) >= {count} AND length({column}_r) >= {count} AND substr({column}_l, 1, {count}) = substr({column}_r, 1, {count})"


name = cl.CustomComparison(
    output_column_name="plain",
    comparison_levels=[
        cll.NullLevel("plain"),
        cll.ExactMatchLevel("plain").configure(tf_adjustment_column="plain"),
        level(same("variant"), "variant"),
        cll.ExactMatchLevel("sound").configure(tf_adjustment_column="sound"),
        level(same("hangul"), "hangul"),
        level("jaro_winkler_similarity(sound_l, sound_r) >= 0.92", "close"),
        cll.ElseLevel(),
    ],
)
birth = cl.CustomComparison(
    output_column_name="dob8",
    comparison_levels=[
        cll.NullLevel("dob8"),
        cll.ExactMatchLevel("dob8"),
        level("damerau_levenshtein(dob8_l, dob8_r) <= 1", "slip"),
        level("substr(dob8_l, 1, 4) = substr(dob8_r, 1, 4)", "year"),
        level("abs(CAST(substr(dob8_l, 1, 4) AS INT) - CAST(substr(dob8_r, 1, 4) AS INT)) <= 2", "near year"),
        cll.ElseLevel(),
    ],
)
# agreement by chance is rarer than any sample is large: the same fixed shares as in prefecture/spec.ts
number = cl.CustomComparison(
    output_column_name="digits",
    comparison_levels=[
        cll.NullLevel("digits"),
        level("digits_l = digits_r AND is_valid_l", "exact", u_probability=5e-9, fix_u_probability=True),
        level("is_valid_l AND is_valid_r", "two valid numbers"),
        level("digits_l = digits_r", "exact, invalid", u_probability=1e-8, fix_u_probability=True),
        level("substr(digits_l, 1, 15) = substr(digits_r, 1, 15)", "digits lost", u_probability=4e-7, fix_u_probability=True),
        level("damerau_levenshtein(digits_l, digits_r) <= 2", "near", u_probability=3e-7, fix_u_probability=True),
        cll.ElseLevel(),
    ],
)
phone = cl.ExactMatch("tel").configure(term_frequency_adjustments=True)
area = cl.CustomComparison(
    output_column_name="ac",
    comparison_levels=[
        cll.NullLevel("ac"),
        level(prefix("ac", 12), "village"),
        level(prefix("ac", 9), "town"),
        level(prefix("ac", 6), "county"),
        cll.ElseLevel(),
    ],
)


def block(*expressions):
    return " AND ".join(f"l.{e} = r.{e}" if "(" not in e else f"{e.replace('@', 'l.')} = {e.replace('@', 'r.')}" for e in expressions)


rules = [
    block("valid_number"),
    block("plain", "dob8"),
    block("sound", "dob8"),
    block("hangul", "dob8"),
    block("tel", "surname"),
    block("dob8", "substr(@ac, 1, 9)", "sx"),
    block("plain", "substr(@ac, 1, 12)") + " AND length(l.ac) >= 12",
    block("sound", "substr(@ac, 1, 6)", "substr(@dob8, 1, 4)"),
    block("substr(@digits, 1, 14)", "surname"),
    block("substr(@digits, 7, 11)") + " AND length(l.digits) = 18 AND length(r.digits) = 18",
    block("plain", "substr(@digits, 1, 6)", "substr(@digits, 15, 3)") + " AND length(l.digits) = 18",
]
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[name, birth, cl.ExactMatch("sx"), number, phone, area],
    blocking_rules_to_generate_predictions=rules,
    additional_columns_to_retain=["source", "row"],
)
linker = Linker("record", settings, DuckDBAPI(connection=connection))
training = linker.training
training.estimate_probability_two_random_records_match([block("valid_number"), block("plain", "dob8")], recall=0.98)
training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
training.estimate_parameters_using_expectation_maximisation("l.digits = r.digits AND l.is_valid AND r.is_valid")
training.estimate_parameters_using_expectation_maximisation(block("plain", "dob8"))
predictions = linker.inference.predict(threshold_match_probability=0.001)
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=0.99)
seconds, cpu = time.monotonic() - began, time.process_time() - began_cpu

connection.execute(
    f"""COPY (SELECT source_l, row_l, source_r, row_r, round(match_probability, 9) AS probability
    FROM {predictions.physical_name}) TO '{out}/links.csv' (HEADER)"""
)
connection.execute(f"""COPY (SELECT source, "row", cluster_id AS cluster FROM {clusters.physical_name}) TO '{out}/clusters.csv' (HEADER)""")
with open(os.path.join(out, "seconds.json"), "w") as file:
    json.dump({"seconds": seconds, "cpu": cpu}, file)

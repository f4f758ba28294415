// Before each file of tests that shares its process with others: names are counted from 0 again, as in a process of its own.
import { utils } from "gradus";

utils.clearSession();

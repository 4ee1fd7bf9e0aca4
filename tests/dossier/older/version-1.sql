BEGIN TRANSACTION;
CREATE TABLE about (
	name VARCHAR(64) NOT NULL, 
	value VARCHAR(255) NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "about" VALUES('application','modusvivendi');
INSERT INTO "about" VALUES('schema','1');
CREATE TABLE reports (
	id INTEGER NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	outlet VARCHAR(255), 
	title TEXT, 
	date DATE, 
	date_from VARCHAR(32), 
	url TEXT, 
	blocks JSON NOT NULL, 
	warnings JSON NOT NULL, 
	reader VARCHAR(255) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	UNIQUE (sha256)
);
INSERT INTO "reports" VALUES(1,'gazette.txt','77c8e87cd3261aaf05d6aa0a5db8c6e0373c1c566e82983f9adb6dcbf7182b01','Here stands sentence 00 of gazette.txt. Here stands sentence 01 of gazette.txt. Here stands sentence 02 of gazette.txt. Here stands sentence 03 of gazette.txt. Here stands sentence 04 of gazette.txt. Here stands sentence 05 of gazette.txt. Here stands sentence 06 of gazette.txt. Here stands sentence 07 of gazette.txt. Here stands sentence 08 of gazette.txt. Here stands sentence 09 of gazette.txt. Here stands sentence 10 of gazette.txt. Here stands sentence 11 of gazette.txt. ','Gazette',NULL,'2031-03-01','date line',NULL,'[{"start": 0, "end": 480, "kind": "paragraph"}]','[]','specimen.v1');
INSERT INTO "reports" VALUES(2,'herald.txt','44729e306759acdf8caa8c3499393e2a738fab344f0dc0e84f60ed86d92276e9','Here stands sentence 00 of herald.txt. Here stands sentence 01 of herald.txt. Here stands sentence 02 of herald.txt. Here stands sentence 03 of herald.txt. Here stands sentence 04 of herald.txt. Here stands sentence 05 of herald.txt. Here stands sentence 06 of herald.txt. Here stands sentence 07 of herald.txt. Here stands sentence 08 of herald.txt. Here stands sentence 09 of herald.txt. Here stands sentence 10 of herald.txt. Here stands sentence 11 of herald.txt. ','Herald',NULL,'2031-06-01','date line',NULL,'[{"start": 0, "end": 468, "kind": "paragraph"}]','[]','specimen.v1');
INSERT INTO "reports" VALUES(3,'letter.txt','f7ce150bdcf30a3ea826d26de4fd7cdaae9b6ccd1638806bf1841916e79096b0','Here stands sentence 00 of letter.txt. Here stands sentence 01 of letter.txt. Here stands sentence 02 of letter.txt. Here stands sentence 03 of letter.txt. Here stands sentence 04 of letter.txt. Here stands sentence 05 of letter.txt. Here stands sentence 06 of letter.txt. Here stands sentence 07 of letter.txt. Here stands sentence 08 of letter.txt. Here stands sentence 09 of letter.txt. Here stands sentence 10 of letter.txt. Here stands sentence 11 of letter.txt. ',NULL,NULL,NULL,NULL,NULL,'[{"start": 0, "end": 468, "kind": "paragraph"}]','[]','');
CREATE TABLE reviews (
	id INTEGER NOT NULL, 
	statement VARCHAR(512) NOT NULL, 
	decision VARCHAR(16) NOT NULL, 
	who VARCHAR(255) NOT NULL, 
	"when" DATETIME NOT NULL, 
	changes JSON NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "reviews" VALUES(1,'gazette-80a','edit','Ida','2031-07-01 09:30:00.000000','{"stance": "considers"}','weaker than it sounds');
INSERT INTO "reviews" VALUES(2,'gazette-160a','accept','Per','2031-07-01 09:30:00.000000','{}','');
INSERT INTO "reviews" VALUES(3,'gazette-80a','accept','Per','2031-07-01 10:30:00.000000','{}','');
INSERT INTO "reviews" VALUES(4,'herald-39a','reject','Ida','2031-07-01 11:30:00.000000','{}','of another crossing');
CREATE TABLE statements (
	id INTEGER NOT NULL, 
	statement VARCHAR(512) NOT NULL, 
	report_id INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	stance VARCHAR(32) NOT NULL, 
	date DATE, 
	earlier BOOLEAN NOT NULL, 
	anonymous BOOLEAN NOT NULL, 
	record JSON NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (statement), 
	FOREIGN KEY(report_id) REFERENCES reports (id)
);
INSERT INTO "statements" VALUES(1,'gazette-80a',1,80,119,'Norland','offers','2031-03-01',0,1,'{"id": "gazette-80a", "report": "gazette.txt", "start": 80, "end": 119, "sentence": "Here stands sentence 02 of gazette.txt.", "actor": "Norland", "speaker": null, "stance": "offers", "proposal": "open the crossing", "target": null, "condition": null, "condition_start": null, "condition_end": null, "sources": ["Ferry News", "officials (unnamed)"], "anonymous": true, "quote": false, "quantity": null, "date": "2031-03-01", "date_kind": "published", "date_inferred": false, "earlier": false, "chain": [{"name": "Ferry News", "kind": "medium", "group": "Ferry News", "party": null, "start": null, "end": null}, {"name": "officials (unnamed)", "kind": "unnamed", "group": "officials", "party": null, "start": null, "end": null}], "act": {"agents": ["Norland"], "action": "open-crossing", "label": "open crossing", "negated": false}, "condition_acts": [], "effect": null, "reader": "specimen.v1", "rule": ""}');
INSERT INTO "statements" VALUES(2,'gazette-160a',1,160,199,'Sudland','opposes','2031-03-01',0,0,'{"id": "gazette-160a", "report": "gazette.txt", "start": 160, "end": 199, "sentence": "Here stands sentence 04 of gazette.txt.", "actor": "Sudland", "speaker": null, "stance": "opposes", "proposal": "opening of the crossing", "target": null, "condition": null, "condition_start": null, "condition_end": null, "sources": [], "anonymous": false, "quote": false, "quantity": null, "date": "2031-03-01", "date_kind": "published", "date_inferred": false, "earlier": false, "chain": [], "act": {"agents": ["Norland"], "action": "open-crossing", "label": "open crossing", "negated": false}, "condition_acts": [], "effect": null, "reader": "specimen.v1", "rule": ""}');
INSERT INTO "statements" VALUES(3,'herald-39a',2,39,77,'Norland','rules_out','2031-06-01',0,0,'{"id": "herald-39a", "report": "herald.txt", "start": 39, "end": 77, "sentence": "Here stands sentence 01 of herald.txt.", "actor": "Norland", "speaker": null, "stance": "rules_out", "proposal": "open the crossing", "target": null, "condition": null, "condition_start": null, "condition_end": null, "sources": ["Ida Holm"], "anonymous": false, "quote": false, "quantity": null, "date": "2031-06-01", "date_kind": "published", "date_inferred": false, "earlier": false, "chain": [{"name": "Ida Holm", "kind": "person", "group": "Ida Holm", "party": "Norland", "start": null, "end": null}], "act": {"agents": ["Norland"], "action": "open-crossing", "label": "open crossing", "negated": false}, "condition_acts": [], "effect": null, "reader": "specimen.v1", "rule": ""}');
CREATE INDEX ix_reviews_statement ON reviews (statement);
CREATE INDEX ix_statements_report_id ON statements (report_id);
CREATE INDEX ix_statements_stance ON statements (stance);
CREATE INDEX ix_statements_actor ON statements (actor);
COMMIT;
